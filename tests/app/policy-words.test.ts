import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	draftOf,
	isWhole,
	newLevel,
	newPolicy,
	targetKey,
	targetOf,
} from "../../app/screens/paging/policies/policy-draft.ts";
import {
	countWords,
	findingWords,
	ladderWords,
	repeatWords,
	type TargetBook,
	timesOf,
	usedWords,
} from "../../app/screens/paging/policies/policy-words.ts";
import type { Finding } from "../../app/screens/paging/policies/wire.ts";
import { rehearse } from "../../worker/incidents/rules/rehearse.ts";
import { pagingPlan } from "../support/paging-plan.ts";

const BOOK: TargetBook = {
	users: [{ id: "usr_1", name: "Bo" }],
	schedules: [{ id: "sch_1", name: "Primary" }],
	teams: [{ id: "tea_1", name: "Shop" }],
	webhooks: [],
};
const user = { kind: "user" as const, id: "usr_1" };
const schedule = { kind: "schedule" as const, id: "sch_1" };
const team = { kind: "team" as const, id: "tea_1" };
const webhook = { kind: "webhook" as const, id: "whk_1" };

describe("an escalation policy in words", () => {
	it("is read from the first page on", () => {
		const levels = [
			{ targets: [schedule], escalateAfterSeconds: 300 },
			{ targets: [user, webhook], escalateAfterSeconds: 600 },
			{ targets: [team], escalateAfterSeconds: 60 },
		];
		expect(ladderWords({ levels, repeat: 0 }, BOOK)).toBe(
			"Primary, then Bo and A webhook after 5 min, then Everyone in Shop after 15 min.",
		);
		expect([0, 1, 2, 3].map(repeatWords)).toEqual([
			...["Doesn’t repeat", "Repeats once", "Repeats twice", "Repeats 3 times"],
		]);
	});

	it("has the times that a rehearsal by the rules that page comes to", () => {
		const delays = fc.array(fc.integer({ min: 30, max: 900 }), { minLength: 1, maxLength: 4 });
		fc.assert(
			fc.property(delays, fc.integer({ min: 0, max: 3 }), (seconds, repeat) => {
				const plan = pagingPlan(seconds, repeat);
				const steps = rehearse(plan, "P1", 0, false).steps.filter((step) => step.kind === "page");
				const first = (round: number, level: number) =>
					(steps.find(({ page }) => page.round === round && page.level === level)?.at ?? 0) / 1_000;
				const times = timesOf(plan.policy);
				expect(times.levels).toEqual(seconds.map((_, n) => first(1, n + 1)));
				if (repeat > 0) expect(times.again).toBe(first(2, 1));
				expect(times.afterAll).toBe(first(repeat + 2, seconds.length));
			}),
			{ numRuns: 20 },
		);
	});

	it("names the services that use it", () => {
		const services = ["Search", "Checkout"].map((name) => ({ id: name, name }));
		expect(usedWords(services)).toBe("Used by Checkout and Search");
		expect(usedWords([])).toBe("Not used by any service");
	});

	it("says what is wrong and when, and no dates where it is always so", () => {
		const times = { fromAt: "2026-12-05T08:00:00.000Z", untilAt: "2026-12-05T20:00:00.000Z", times: 3 };
		const level: Finding = { kind: "level_empty", level: 2, ...times };
		expect(findingWords(level, "UTC")).toBe(
			"Level 2 has no one Sat Dec 5 08:00 to 20:00, and 2 more times. It’s skipped.",
		);
		const always = { ...times, untilAt: "2027-01-30T08:00:00.000Z", times: 1 };
		expect(findingWords({ kind: "nobody", ...always }, "UTC")).toBe("No person is paged at any time.");
		expect(findingWords({ kind: "slow_second_person", afterSeconds: 1_800, ...times })).toBe(
			"The second person is paged 30 min after the first.",
		);
		expect(countWords([])).toBeNull();
		expect(countWords([level])).toBe("1 thing to fix");
	});
});

describe("the form of an escalation policy", () => {
	it("begins with whoever fills it in, and is whole once each level pages somebody", () => {
		const draft = newPolicy("usr_1");
		expect(draft.levels).toMatchObject([{ targets: [user] }]);
		expect(isWhole(draft.levels)).toBe(true);
		expect(isWhole([...draft.levels, newLevel()])).toBe(false);
		expect(isWhole(newPolicy(undefined).levels)).toBe(false);
		for (const target of [user, schedule, team, webhook]) expect(targetOf(targetKey(target))).toEqual(target);
		expect(targetOf("")).toBeNull();
		const stored = { id: "pol_1", version: 1, createdAt: "", updatedAt: "" };
		expect(draftOf({ ...stored, ...draft })).toEqual(draft);
	});
});
