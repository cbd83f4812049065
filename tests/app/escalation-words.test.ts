import { describe, expect, it } from "vitest";
import { changeWords } from "../../app/screens/services/change-words.ts";
import { endWords, levelNames, startWords } from "../../app/screens/services/escalation-words.ts";
import type { Escalation } from "../../app/state/wire.ts";

const NOW = Date.parse("2026-11-28T02:00:00Z");
const level = (...names: string[]): Escalation["levels"][number] => ({
	...{
		level: 1,
		isSkipped: false,
		afterSeconds: 0,
		needsAcknowledgements: 1,
		targets: [{ kind: "team", id: "tea_1", name: "Shop" }],
		unreachable: [],
		waiting: [],
	},
	people: names.map((name) => ({ userId: `usr_${name}`, name, methods: [] })),
});
const escalation = (more: Partial<Escalation>): Escalation => ({
	policy: { id: "pol_1", name: "Shop" },
	...{ severity: "P2", firstPageAt: new Date(NOW).toISOString(), rounds: 1, admins: [] },
	...{ escalates: true, pagedAgainAt: null },
	levels: [level("Ana"), { ...level("Bo"), level: 2 }],
	...more,
});

describe("who gets paged", () => {
	it("is said of now, of the opening of business hours, or of no one", () => {
		expect(startWords(escalation({}), NOW)).toBe("As a P2, if it fails now.");
		expect(startWords(escalation({ firstPageAt: null, severity: "P4" }), NOW)).toBe(
			"As a P4, it pages no one.",
		);
		const later = new Date(NOW + 3_600_000).toISOString();
		expect(startWords(escalation({ firstPageAt: later }), NOW)).toMatch(
			/^As a P2, it pages when support hours begin/,
		);
	});

	it("names me, and counts a crowd", () => {
		expect(levelNames(level("Ana", "Bo"), "usr_Ana")).toBe("You and Bo");
		expect(levelNames(level("Ana", "Bo", "Chidi", "Dana"), undefined)).toBe("Ana, Bo, and 2 more");
		expect(levelNames(level(), undefined)).toBe("Shop");
	});

	it("goes on after the last level", () => {
		expect(endWords(escalation({ rounds: 3 }), NOW)).toBe(
			"Repeats 2 times. Then level 2 again every 10 min until someone acknowledges.",
		);
		expect(endWords(escalation({ admins: ["Dana"] }), NOW)).toBe(
			"No level reaches anyone. Tocsin pages the admins: Dana.",
		);
	});

	it("says of what does not escalate that it doesn’t, and when it is paged again", () => {
		const once = { escalates: false };
		expect(endWords(escalation(once), NOW)).toBe("It doesn’t escalate by itself.");
		const pagedAgainAt = new Date(NOW + 3_600_000).toISOString();
		expect(endWords(escalation({ ...once, pagedAgainAt }), NOW)).toMatch(
			/^It doesn’t escalate by itself\. Paged again when support hours begin, .*, until someone acknowledges\.$/,
		);
	});
});

describe("what somebody changed about a service", () => {
	const change = (before: object | null, after: object) =>
		changeWords({ action: before ? "service.updated" : "service.created", before, after } as never);

	it("is told by the names that people know", () => {
		expect(change(null, {})).toBe("Created");
		expect(change({ defaultSeverity: "P2" }, { defaultSeverity: "P1" })).toBe(
			"Changed default severity from P2 to P1",
		);
		expect(change({ links: [], teamId: null }, { links: [1], teamId: "tea_1" })).toBe(
			"Changed team and links",
		);
		expect(change({ teamId: null }, { teamId: "tea_1" })).toBe("Changed team");
	});
});
