import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type GivenOverride, overrideChanges } from "../../../worker/configuration/rules/override-changes.ts";

const one: fc.Arbitrary<GivenOverride> = fc.record({
	startsAt: fc.integer({ min: 0, max: 3 }),
	endsAt: fc.integer({ min: 4, max: 9 }),
	userId: fc.constantFrom("ana", "bo", null),
	replacesUserId: fc.constant(null),
});

describe("the overrides of a file", () => {
	it("are those of the schedule afterwards, in the order of the file, which decides who wins", () => {
		fc.assert(
			fc.property(fc.array(one), fc.array(one), fc.integer({ min: 0, max: 9 }), (known, given, now) => {
				const { remove, create } = overrideChanges(known, given, now);
				const after = [...known.filter((row) => !remove.includes(row) && row.endsAt > now), ...create];
				expect(after).toEqual(given.filter(({ endsAt }) => endsAt > now));
				expect(remove.every(({ endsAt }) => endsAt > now)).toBe(true);
			}),
		);
	});

	it("lead to nothing when they are there already", () => {
		fc.assert(
			fc.property(fc.array(one), (known) => {
				expect(overrideChanges(known, known, 5)).toMatchObject({ remove: [], create: [] });
			}),
		);
	});
});
