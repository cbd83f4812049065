import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ifItFails } from "../../../worker/incidents/rules/if-it-fails.ts";
import { rehearse } from "../../../worker/incidents/rules/rehearse.ts";
import { ANA, BO, CHIDI, pagingPlan } from "../../support/paging-plan.ts";

const NOW = Date.UTC(2026, 10, 28, 12);
const DAYS = [1, 2, 3, 4, 5, 6, 7];
/** Around the instant, after it and long over. */
const WINDOWS = [
	{ days: DAYS, from: "11:00", to: "14:00" },
	{ days: DAYS, from: "12:05", to: "13:00" },
	{ days: DAYS, from: "22:00", to: "07:00" },
];
const PEOPLE = [ANA, BO, CHIDI];

describe("who gets paged, level by level", () => {
	it("is what a rehearsal by the rules that page comes to in its first round", () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.record({
						who: fc.subarray(PEOPLE, { minLength: 1 }),
						seconds: fc.integer({ min: 20, max: 600 }),
						when: fc.option(
							fc.record(
								{
									hours: fc.constantFrom(...WINDOWS).map((one) => ({ timeZone: "UTC", windows: [one] })),
									severities: fc.subarray(["P1", "P2", "P3"] as const, { minLength: 1 }),
								},
								{ requiredKeys: [] },
							),
						),
					}),
					{
						minLength: 1,
						maxLength: 4,
					},
				),
				fc.subarray(PEOPLE),
				fc.constantFrom("P1", "P2", "P3"),
				fc.dictionary(fc.constantFrom("usr_ana", "usr_bo", "usr_chidi"), fc.constantFrom(...WINDOWS)),
				(levels, withoutDevice, severity, quiet) => {
					const plan = pagingPlan(levels.map(({ seconds }) => seconds));
					for (const [index, { who, when }] of levels.entries())
						Object.assign(plan.policy.levels[index]!, {
							targets: who.map(({ id }) => ({ kind: "user" as const, id })),
							...(when && { when }),
						});
					plan.people = PEOPLE.map((one) => ({
						...(withoutDevice.includes(one) ? { ...one, methods: [] } : one),
						timeZone: "UTC",
						quietHours: quiet[one.id] ?? null,
					}));
					const rehearsed = new Map<string, number>();
					for (const step of rehearse(plan, severity, NOW, true).steps) {
						if (step.kind !== "page" || step.page.round !== 1 || step.page.level === 0 || step.attempt > 1)
							continue;
						const key = `${step.page.level} ${step.page.userId}`;
						if (!rehearsed.has(key)) rehearsed.set(key, (step.at - NOW) / 1_000);
					}
					const told = ifItFails(plan, severity, NOW).levels.flatMap(
						({ level, afterSeconds, people, waiting }) =>
							people.map(({ userId, name }) => {
								const waits = waiting.find((one) => one.name === name);
								return [`${level} ${userId}`, waits ? (waits.untilAt - NOW) / 1_000 : afterSeconds] as const;
							}),
					);
					expect(new Map(told)).toEqual(rehearsed);
				},
			),
		);
	});
});
