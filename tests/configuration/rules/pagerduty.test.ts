import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fromPagerDuty } from "../../../worker/configuration/rules/pagerduty.ts";
import { shiftsBetween } from "../../../worker/oncall/rules/rotation.ts";
import type { Layer } from "../../../worker/oncall/rules/schedule.ts";

interface Entries {
	[key: string]: {
		name: string;
		email?: string;
		timeZone: string;
		layers: (Omit<Layer, "userIds"> & { users: string[] })[];
		overrides: { startsAt: string; endsAt: string; user: string }[];
	};
}

const ACCOUNT = JSON.parse(readFileSync(join(import.meta.dirname, "../fixtures/pagerduty.json"), "utf8"));
const FROM = Date.parse("2026-10-01T00:00:00Z");
const TO = FROM + 90 * 86_400_000;

const IMPORTED = fromPagerDuty(ACCOUNT, FROM);
const sectionOf = (name: string) => IMPORTED.file[name] as Entries;

/** Who is on call from when, by email address: neighbours of one person are one. */
function ours(key: string): [string, number][] {
	const [schedule, users] = [sectionOf("schedules")[key], sectionOf("users")];
	if (!schedule) throw new Error(`no schedule ${key}`);
	const layers = schedule.layers.map(({ users: userIds, ...layer }) => ({ ...layer, userIds }));
	const overrides = schedule.overrides.map(({ startsAt, endsAt, user }, i) => ({
		...{ id: String(i), startsAt: Date.parse(startsAt), endsAt: Date.parse(endsAt) },
		...{ userId: user, replacesUserId: null, createdAt: i },
	}));
	const shifts = shiftsBetween(
		{ id: key, name: "", timeZone: schedule.timeZone, layers, overrides },
		FROM,
		TO,
	);
	return joined(
		shifts.map(({ userId, startsAt }) => [
			userId === null ? "nobody" : (users[userId]?.email ?? "?"),
			startsAt,
		]),
	);
}

/** The same of the fixture's own final schedule. */
function theirs(name: string): [string, number][] {
	const schedule = ACCOUNT.schedules.find((one: { name: string }) => one.name === name);
	const emails = new Map<string, string>(
		ACCOUNT.users.map((user: { id: string; email: string }) => [user.id, user.email]),
	);
	const stretches: [string, number][] = [];
	let end = FROM;
	for (const entry of schedule.final_schedule.rendered_schedule_entries) {
		if (Date.parse(entry.start) > end) stretches.push(["nobody", end]);
		stretches.push([emails.get(entry.user.id) ?? "?", Date.parse(entry.start)]);
		end = Date.parse(entry.end);
	}
	if (end < TO) stretches.push(["nobody", end]);
	return joined(stretches);
}

const joined = (all: [string, number][]): [string, number][] =>
	all.filter(([who], i) => who !== all[i - 1]?.[0]);

describe("a team of 40 that leaves PagerDuty", () => {
	it("has the same people on call for 90 days, over every change of the clocks, as PagerDuty's own final schedules", () => {
		const names = new Map(Object.entries(sectionOf("schedules")).map(([key, { name }]) => [key, name]));
		expect([...names.values()]).toHaveLength(6);
		for (const [key, name] of names) expect(ours(key), name).toEqual(theirs(name));
	});

	it("brings everybody, their teams, policies, services and ways in", () => {
		const { file } = IMPORTED;
		const counts = Object.entries(file).map(([name, entries]) => [name, Object.keys(Object(entries)).length]);
		expect(Object.fromEntries(counts.slice(1))).toEqual({
			...{ users: 40, teams: 5, schedules: 6, escalationPolicies: 4, services: 12, integrations: 12 },
		});
	});

	it("reads before anything is written what is mapped, what needs a decision, and what does not exist here", () => {
		const { notes } = IMPORTED;
		const told = (verdict: string) =>
			notes.filter((note) => note.verdict === verdict).map(({ what, name }) => `${what} ${name}`);
		expect(told("decide").filter((one) => !one.startsWith("integration"))).toEqual(["service Service 6"]);
		expect(told("unsupported").filter((one) => !one.startsWith("contact"))).toEqual(["integration Mail"]);
		expect(told("mapped").filter((one) => one.startsWith("schedule"))).toHaveLength(6);
	});

	it("is told of a schedule that comes to something else here than PagerDuty worked out", () => {
		const account = structuredClone(ACCOUNT);
		account.schedules[0].schedule_layers[0].users.reverse();
		const [schedule] = fromPagerDuty(account, FROM).notes.filter(({ what }) => what === "schedule");
		expect(schedule).toMatchObject({
			verdict: "decide",
			why: expect.stringMatching(/^PagerDuty has somebody else on call at 2026-10-/),
		});
	});
});
