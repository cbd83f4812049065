import { expect, it } from "vitest";
import { findingWords, ladderWords, whenWords } from "../../app/screens/paging/policies/policy-words.ts";

const HOURS = {
	timeZone: "America/New_York",
	windows: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }],
};
const NOBODY = { users: [], schedules: [], teams: [], webhooks: [] };

it("a level says at which hours, and for which severities, it pages", () => {
	expect(whenWords({ when: undefined })).toBeNull();
	expect(whenWords({ when: { hours: HOURS } })).toBe("Weekdays 09:00–17:00, America/New York");
	expect(whenWords({ when: { severities: ["P1", "P2"] } })).toBe("P1 and P2 only");
	const levels = [
		{ targets: [{ kind: "user" as const, id: "usr_1" }], escalateAfterSeconds: 60, when: { hours: HOURS } },
	];
	expect(ladderWords({ levels, repeat: 0 }, NOBODY)).toBe(
		"Someone (Weekdays 09:00–17:00, America/New York).",
	);
});

it("a finding names the severities for which it is so", () => {
	const times = { fromAt: "2026-12-05T08:00:00.000Z", untilAt: "2027-12-05T20:00:00.000Z", times: 1 };
	expect(findingWords({ kind: "nobody", severities: ["P3"], ...times })).toBe(
		"For P3: No person is paged at any time.",
	);
});
