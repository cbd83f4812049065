import { describe, expect, it } from "vitest";
import { filterOf, pathOf } from "../../app/screens/people/audit/audit-filter.ts";
import {
	changesOf,
	entryWords,
	fieldWords,
	touchedWords,
	valueWords,
} from "../../app/screens/people/audit/audit-words.ts";
import { placeInside } from "../../app/screens/people/first-run/place-inside.ts";
import { endWords, mayWords, useWords } from "../../app/screens/people/tokens/token-words.ts";

const NOW = Date.UTC(2026, 10, 28, 12);
const HOUR = 3_600_000;
const iso = (at: number) => new Date(at).toISOString();

describe("the audit log", () => {
	const by = (name: string) => ({ kind: "user" as const, id: "usr_1", name });
	const target = { kind: "policy", id: "pol_1" };

	it("says who did what to which thing, by the name that it had last", () => {
		const renamed = { before: { name: "Shop" }, after: { name: "Harbor" } };
		expect(entryWords({ action: "policy.updated", actor: by("Bo"), target, ...renamed })).toBe(
			"Bo changed the escalation policy Harbor",
		);
		const gone = { before: { name: "Shop" }, after: null };
		expect(entryWords({ action: "policy.deleted", actor: by("Bo"), target, ...gone })).toBe(
			"Bo deleted the escalation policy Shop",
		);
		const nameless = { before: null, after: {} };
		expect(entryWords({ action: "override.created", actor: by("Bo"), target, ...nameless })).toBe(
			"Bo created the override pol_1",
		);
		expect(entryWords({ action: "settings.updated", actor: by("Ana"), target, ...nameless })).toBe(
			"Ana changed the settings",
		);
		const order = { before: { components: [] }, after: { components: [] } };
		const all = { kind: "component", id: "components" };
		expect(entryWords({ action: "component.arranged", actor: by("Bo"), target: all, ...order })).toBe(
			"Bo put the components in order",
		);
	});

	it("shows what differs and leaves out what every edit changes", () => {
		const edit = {
			before: { id: "a", version: 1, updatedAt: "x", name: "Shop", levels: [1], repeat: 0 },
			after: { id: "a", version: 2, updatedAt: "y", name: "Shop", levels: [1, 2], repeat: 1 },
		};
		expect(changesOf(edit)).toEqual([
			{ field: "levels", before: [1], after: [1, 2] },
			{ field: "repeat", before: 0, after: 1 },
		]);
		expect(touchedWords(edit)).toBe("Levels and repeat");
		expect(touchedWords({ before: null, after: { name: "Shop" } })).toBe("");
	});

	it("reads names and values out as a person would", () => {
		expect(["escalationPolicyId", "memberIds", "name"].map(fieldWords)).toEqual([
			...["Escalation policy", "Members", "Name"],
		]);
		expect([null, undefined, "", [], true, false, 3, ["a", "b"]].map(valueWords)).toEqual([
			...["None", "None", "None", "None", "Yes", "No", "3", "a, b"],
		]);
		expect(valueWords({ from: "09:00", days: [1, 2] })).toBe("From: 09:00\nDays: 1, 2");
		expect(
			valueWords([
				{ label: "Board", url: "https://b.example" },
				{ label: "Log", tags: ["a", "b"] },
			]),
		).toBe("Label: Board, URL: https://b.example\nLabel: Log, Tags: (a, b)");
	});

	it("asks for what the address says, and for everything where it says nonsense", () => {
		expect(pathOf(filterOf({}), NOW)).toBe("/audit-log?limit=50");
		expect(pathOf(filterOf({ who: "usr_1", what: "policy", since: "7" }), NOW + 31_000)).toBe(
			"/audit-log?actorId=usr_1&action=policy&since=2026-11-21T12%3A00%3A00.000Z&limit=50",
		);
		expect(filterOf({ since: "ever" }).span).toBe("any");
	});
});

describe("an API token", () => {
	it("says what it may, when it was used and when it ends", () => {
		expect(mayWords({ role: "admin", scopes: null })).toBe("Admin");
		expect(mayWords({ role: "responder", scopes: ["read", "incidents"] })).toBe(
			"Responder, reads and works on incidents",
		);
		expect(useWords({ lastUsedAt: null }, NOW)).toBe("Never used");
		expect(useWords({ lastUsedAt: iso(NOW - HOUR / 2) }, NOW)).toBe("Used within the hour");
		expect(useWords({ lastUsedAt: iso(NOW - 3 * HOUR) }, NOW)).toBe("Used 3 h ago");
		expect(endWords({ expiresAt: null }, NOW)).toBe("Never expires");
		expect(endWords({ expiresAt: iso(NOW - HOUR) }, NOW)).toMatch(/^Expired \d\d:00$/);
		expect(endWords({ expiresAt: "2027-11-28T12:00:00.000Z" }, NOW)).toMatch(/^Expires Nov 28, 2027 /);
	});
});

it("leads nowhere but into the app after a sign-in", () => {
	expect(placeInside("/incidents/inc_1")).toBe("/incidents/inc_1");
	for (const place of ["https://evil.example", "//evil.example", "/\\evil.example", "", null, undefined])
		expect(placeInside(place)).toBe("/");
});
