import { describe, expect, it } from "vitest";
import { callables, matching, pageWords } from "../../app/screens/incidents/incident/acts/callable.ts";
import { changedRoles, holdersOf } from "../../app/screens/incidents/incident/acts/roles.ts";
import { secondsUntil, snoozedUntil } from "../../app/screens/incidents/incident/acts/snoozes.ts";
import { canDo, FURTHER } from "../../app/screens/incidents/incident/primary.ts";
import type { TimelineEvent } from "../../app/state/wire.ts";

const HOUR = 3_600_000;
const event = (type: string, data: Record<string, unknown>): TimelineEvent => ({
	...{ seq: 1, type, at: "2026-11-28T03:00:00.000Z", data },
	actor: { kind: "system", id: null, name: "Tocsin" },
});
const users = [
	{ id: "ana", name: "Ana Lindqvist" },
	{ id: "chidi", name: "Chidi Okafor" },
	{ id: "bo", name: "Bo Larsen" },
];
const known = {
	users,
	teams: [
		{ id: "shop", name: "Shop", memberIds: ["ana", "bo"] },
		{ id: "empty", name: "Empty", memberIds: [] },
	],
	onCall: [{ userId: "chidi", scheduleName: "Checkout" }],
	events: [event("page_queued", { userId: "bo" })],
	meId: "ana",
};

describe("whom Ana can page in", () => {
	it("begins with who is on call, names who was paged, and has neither herself nor a team of nobody", () => {
		expect(callables(known).map(({ name, about }) => [name, about])).toEqual([
			["Chidi Okafor", "On call for Checkout"],
			["Bo Larsen", "Paged already"],
			["Shop", "Team, 2 people"],
		]);
	});

	it("is found by the beginnings of its words", () => {
		const all = callables(known);
		const found = (typed: string) => matching(all, typed).map(({ name }) => name);
		expect(found("lar b")).toEqual(["Bo Larsen"]);
		expect(found("  ")).toHaveLength(3);
		expect(found("arsen")).toEqual([]);
	});

	it("is named on the button that pages", () => {
		const [chidi, bo, shop] = callables(known);
		expect([[chidi!], [shop!], [chidi!, bo!], []].map(pageWords)).toEqual([
			"Page Chidi",
			"Page team",
			"Page 2 responders",
			"Page",
		]);
	});
});

describe("the roles of an incident", () => {
	const events = [
		event("role_assigned", { role: "scribe", userId: "bo", userName: "Bo Larsen" }),
		event("role_assigned", { role: "scribe", userId: "chidi", userName: "Chidi Okafor" }),
		event("role_assigned", { role: "from a newer version", userId: "bo", userName: "Bo" }),
	];

	it("are those last assigned; the lead is whom the incident names", () => {
		const lead = { id: "ana", name: "Ana Lindqvist" };
		expect(holdersOf({ lead }, events)).toEqual({ lead, scribe: { id: "chidi", name: "Chidi Okafor" } });
		expect(holdersOf({ lead: null }, [])).toEqual({});
	});

	it("change only where somebody else was chosen", () => {
		const holders = holdersOf({ lead: { id: "ana", name: "Ana" } }, events);
		expect(changedRoles(holders, { lead: "ana", scribe: "bo", communications: "" })).toEqual([
			{ role: "scribe", userId: "bo" },
		]);
	});
});

describe("a snooze", () => {
	const at = (hour: number, minute = 0) => new Date(2026, 10, 28, hour, minute).getTime();

	it("until the morning ends at the next 09:00 that is an hour away at least", () => {
		expect(snoozedUntil("morning", at(3))).toBe(at(9));
		expect(snoozedUntil("morning", at(8))).toBe(at(9));
		expect(snoozedUntil("morning", at(8, 30))).toBe(at(33));
		expect(snoozedUntil("morning", at(22))).toBe(at(33));
		expect(snoozedUntil("60", at(3))).toBe(at(4));
	});

	it("is a whole number of seconds within what the API takes", () => {
		expect(secondsUntil(at(3) + 1_499, at(3))).toBe(1);
		expect(secondsUntil(at(3) - HOUR, at(3))).toBe(1);
		expect(secondsUntil(snoozedUntil("morning", at(8, 1)), at(8, 1))).toBeLessThan(7 * 86_400);
	});
});

describe("what else can be done", () => {
	const source = { kind: "monitor", id: null, name: "" };
	const possible = (incident: Parameters<typeof canDo>[1]) => FURTHER.filter((one) => canDo(one, incident));

	it("pages nobody once an incident is over, and leaves a test page its notes alone", () => {
		expect(possible({ state: "resolved", source })).toEqual(["note", "update", "share", "roles", "title"]);
		expect(possible({ state: "triggered", source: { ...source, kind: "test" } })).toEqual(["note"]);
	});

	it("does not snooze what works again and is watched", () => {
		const watched = { state: "acknowledged" as const, source, soakUntil: "2026-11-28T03:00:00.000Z" };
		expect(possible(watched)).not.toContain("snooze");
		expect(possible({ ...watched, soakUntil: null })).toContain("snooze");
	});
});
