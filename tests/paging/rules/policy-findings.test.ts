/** What is wrong with a policy is said in the day, and is what the ladder would meet in the night. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pagesOfLevel } from "../../../worker/incidents/rules/targets.ts";
import type { Schedule } from "../../../worker/oncall/rules/schedule.ts";
import { applies } from "../../../worker/paging/rules/level-when.ts";
import type { Level, PagingPlan, Person } from "../../../worker/paging/rules/paging-plan.ts";
import {
	FINDINGS_AHEAD_MS,
	type FindingFacts,
	type PolicyFinding,
	policyFinder,
} from "../../../worker/paging/rules/policy-findings.ts";
import type { Hours } from "../../../worker/people/rules/person.ts";
import { ANA, BO, CHIDI, pagingPlan } from "../../support/paging-plan.ts";
import { runs } from "../../support/runs.ts";

const NOW = Date.UTC(2026, 10, 28, 12);
const HOUR_MS = 3_600_000;

const factsOf = (plan: PagingPlan, lastReceiptAt: number | null = NOW): FindingFacts => ({
	schedules: plan.schedules,
	teams: plan.teams,
	severities: ["P1", "P2", "P3"],
	people: plan.people.map(({ id, methods }) => ({
		id,
		methods: methods.map(({ kind, state }) => ({ kind, state, lastReceiptAt })),
	})),
});

const find = (plan: PagingPlan, lastReceiptAt?: number | null) =>
	policyFinder(factsOf(plan, lastReceiptAt), NOW)(plan.policy);
const kinds = (found: PolicyFinding[]) => found.map(({ kind }) => kind);

const user = ({ id }: { id: string }) => ({ kind: "user" as const, id });
const level = (escalateAfterSeconds: number, ...targets: Level["targets"]): Level => ({
	targets,
	escalateAfterSeconds,
});
const withLevels = (levels: Level[], more: Partial<PagingPlan> = {}): PagingPlan => {
	const plan = pagingPlan([3], 0, more);
	return { ...plan, policy: { ...plan.policy, levels } };
};

/** Day and night in turns, from `hours` on: nobody in between where one of them is nobody. */
const shifts = (
	id: string,
	people: Person[],
	restrictions: { from: string; to: string }[] = [],
): Schedule => ({
	...{ id, name: id, timeZone: "Europe/Berlin", overrides: [] },
	layers: [
		{
			name: "Rotation",
			userIds: people.map((one) => one.id),
			rotation: { unit: "day", length: 1, startsAt: "2026-01-05T09:00" },
			restrictions: restrictions.map((one) => ({ ...one, days: [1, 2, 3, 4, 5, 6, 7] })),
		},
	],
});
const ofSchedule = (id: string) => ({ kind: "schedule" as const, id });

describe("what is wrong with an escalation policy", () => {
	it("is nothing where a second person is paged after five minutes and phones have sent receipts", () => {
		expect(find(withLevels([level(300, user(ANA)), level(300, user(BO))]))).toEqual([]);
	});

	it("is that pages reach Ana alone, though the policy names her twice", () => {
		expect(find(withLevels([level(300, user(ANA)), level(300, user(ANA))]))).toEqual([
			{ kind: "one_person", userId: ANA.id, fromAt: NOW, untilAt: NOW + FINDINGS_AHEAD_MS, times: 1 },
		]);
	});

	it("is that the second person comes after more than 15 minutes, counted from the first page", () => {
		expect(find(withLevels([level(900, user(ANA)), level(300, user(BO))]))).toEqual([]);
		expect(find(withLevels([level(901, user(ANA)), level(300, user(BO))]))).toMatchObject([
			{ kind: "slow_second_person", afterSeconds: 901 },
		]);
	});

	it("is that a level needs two people and reaches one, at any level and at no other", () => {
		const needs = (n: number, ...people: Person[]) => ({
			...level(300, ...people.map(user)),
			needsAcknowledgements: n,
		});
		expect(find(withLevels([needs(2, ANA, BO), needs(1, CHIDI)]))).toEqual([]);
		expect(find(withLevels([needs(2, ANA, BO), needs(2, CHIDI)]))).toMatchObject([
			{ kind: "needs_two", level: 2, times: 1 },
		]);
	});

	it("is that somebody has no way to be paged, or none that was ever proven", () => {
		const noPhone = { ...BO, methods: [] };
		const plan = withLevels([level(300, user(ANA), user(CHIDI)), level(300, user(BO), user(ANA))], {
			people: [ANA, noPhone, CHIDI],
		});
		expect(find(plan)).toEqual([{ kind: "unreachable_person", userId: BO.id }]);
		expect(find(plan, null)).toEqual([
			{ kind: "unreachable_person", userId: BO.id },
			{ kind: "unproven_person", userId: ANA.id },
			{ kind: "unproven_person", userId: CHIDI.id },
		]);
	});

	it("is not that Bo has no phone, when the code that was sent to his email came back", () => {
		const [phone] = BO.methods;
		const mail = { ...BO, methods: phone ? [{ ...phone, kind: "email" as const }] : [] };
		const plan = withLevels([level(300, user(mail)), level(300, user(mail))], { people: [mail] });
		expect(kinds(find(plan, null))).toEqual(["one_person"]);
	});

	it("is that a schedule has nobody, and that its level is skipped", () => {
		const plan = withLevels([level(300, ofSchedule("sch_none")), level(300, user(ANA), user(BO))], {
			schedules: [shifts("sch_none", [])],
		});
		expect(find(plan)).toMatchObject([
			{ kind: "empty_schedule", scheduleId: "sch_none" },
			{ kind: "level_empty", level: 1, fromAt: NOW, times: 1 },
		]);
	});

	it("is that no person is paged at all, which is told once and first", () => {
		const plan = withLevels([level(300, ofSchedule("sch_none"))], { schedules: [shifts("sch_none", [])] });
		expect(kinds(find(plan))).toEqual(["nobody", "empty_schedule"]);
		const hook = withLevels([level(300, { kind: "webhook", id: "whk_1" })]);
		expect(kinds(find(hook))).toEqual(["nobody"]);
	});

	it("is when a level has nobody, for the first time and how many times", () => {
		const days = shifts("sch_days", [ANA, BO], [{ from: "09:00", to: "21:00" }]);
		const plan = withLevels([level(300, ofSchedule("sch_days")), level(300, user(CHIDI))], {
			schedules: [days],
		});
		const found = find(plan);
		expect(kinds(found)).toEqual(["one_person", "level_empty"]);
		// Saturday 13:00 in Berlin: the day ends at 20:00 UTC.
		const night = { fromAt: NOW + 8 * HOUR_MS, untilAt: NOW + 20 * HOUR_MS, times: 56 };
		expect(found).toEqual([
			{ kind: "one_person", userId: CHIDI.id, ...night },
			{ kind: "level_empty", level: 1, ...night },
		]);
	});

	it("is that nobody is paged at hours, or for severities, to which no level applies", () => {
		const office = {
			timeZone: "UTC",
			windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: "09:00", to: "17:00" }],
		};
		const by = (when: Level["when"]) => ({ ...level(300, user(ANA), user(BO)), when });
		const night = { fromAt: NOW + 5 * HOUR_MS, untilAt: NOW + 21 * HOUR_MS, times: 56 };
		expect(find(withLevels([by({ hours: office })]))).toEqual([{ kind: "nobody", ...night }]);
		expect(find(withLevels([by({ hours: office }), level(300, user(ANA), user(BO))]))).toEqual([]);
		expect(find(withLevels([by({ severities: ["P1", "P2"] })]))).toMatchObject([
			{ kind: "nobody", severities: ["P3"], fromAt: NOW, times: 1 },
		]);
	});

	it("is what the functions that page would meet at that instant, for any policy", () => {
		const target = fc.constantFrom(...[ANA, BO, CHIDI].map(user), ofSchedule("sch_a"), ofSchedule("sch_b"), {
			kind: "team" as const,
			id: "tea_1",
		});
		const days = [1, 2, 3, 4, 5, 6, 7];
		const hours = fc.constantFrom<Hours>(
			{ timeZone: "Europe/Berlin", windows: [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }] },
			{ timeZone: "America/Chicago", windows: [{ days, from: "17:00", to: "09:00" }] },
		);
		const schedule = (id: string) =>
			fc
				.record({
					people: fc.subarray([ANA, BO, CHIDI]),
					hours: fc.option(fc.constantFrom({ from: "09:00", to: "21:00" }, { from: "18:00", to: "07:00" })),
				})
				.map(({ people, hours }) => shifts(id, people, hours ? [hours] : []));
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.array(target, { minLength: 1, maxLength: 3 }), fc.option(hours)), {
					minLength: 1,
					maxLength: 4,
				}),
				fc.tuple(schedule("sch_a"), schedule("sch_b")),
				fc.subarray([ANA, BO, CHIDI]),
				fc.subarray([ANA, BO, CHIDI]),
				fc.array(fc.integer({ min: 0, max: FINDINGS_AHEAD_MS / 60_000 - 1 }), {
					minLength: 12,
					maxLength: 12,
				}),
				(levels, schedules, members, withoutDevice, minutes) => {
					const plan = withLevels(
						levels.map(([targets, only]) => ({
							...level(300, ...targets),
							...(only && { when: { hours: only } }),
						})),
						{
							schedules,
							teams: [
								{ id: "tea_1", name: "Shop", memberIds: members.map(({ id }) => id), businessHours: null },
							],
							people: [ANA, BO, CHIDI].map((one) =>
								withoutDevice.includes(one) ? { ...one, methods: [] } : one,
							),
						},
					);
					const found = find(plan);
					// P3 adds nobody of its own.
					const pagedAt = (at: number) =>
						plan.policy.levels.map((_, n) =>
							pagesOfLevel(plan, { severity: "P3", urgency: "low" }, n + 1, at),
						);
					const isEmptyAt = (n: number, at: number) => {
						const all = pagedAt(at);
						if (!applies(plan.policy.levels[n]!, "P3", at)) return false;
						return all[n]?.length === 0 && all.some((pages) => pages.length > 0);
					};
					const peopleAt = (at: number) =>
						new Set(
							pagedAt(at)
								.flat()
								.map(({ userId }) => userId),
						);
					const probes = minutes.map((minute) => NOW + minute * 60_000);
					const nobody = found.find(({ kind }) => kind === "nobody");
					if (!nobody) for (const at of probes) expect(peopleAt(at).size).toBeGreaterThan(0);
					const alone = found.filter(({ kind }) => kind === "one_person");
					if (alone.length === 0) for (const at of probes) expect(peopleAt(at).size).not.toBe(1);
					for (const n of levels.keys()) {
						const told = found.find((one) => one.kind === "level_empty" && one.level === n + 1);
						if (told?.kind !== "level_empty") {
							for (const at of probes) expect(isEmptyAt(n, at)).toBe(false);
							continue;
						}
						expect(isEmptyAt(n, told.fromAt)).toBe(true);
						expect(isEmptyAt(n, told.untilAt - 1)).toBe(true);
						if (told.fromAt > NOW) expect(isEmptyAt(n, told.fromAt - 1)).toBe(false);
						if (told.untilAt < NOW + FINDINGS_AHEAD_MS) expect(isEmptyAt(n, told.untilAt)).toBe(false);
					}
					for (const one of found) {
						if (one.kind === "one_person") expect([...peopleAt(one.fromAt)]).toEqual([one.userId]);
						if (one.kind === "nobody") expect(peopleAt(one.fromAt).size).toBe(0);
					}
				},
			),
			{ numRuns: runs(12) },
		);
	});

	it("of ten schedules with a hand-off each hour is found in two seconds", () => {
		const many = Array.from({ length: 10 }, (_, n) => {
			const own = shifts(`sch_${n}`, [ANA, BO, CHIDI]);
			const [layer] = own.layers;
			const rotation = { unit: "hour" as const, length: 1, startsAt: "2026-01-05T09:00" };
			return { ...own, layers: layer ? [{ ...layer, rotation }] : [] };
		});
		const plan = withLevels(
			many.map(({ id }) => level(300, ofSchedule(id))),
			{ schedules: many },
		);
		const begun = performance.now();
		find(plan);
		expect(performance.now() - begun).toBeLessThan(2_000);
	});
});
