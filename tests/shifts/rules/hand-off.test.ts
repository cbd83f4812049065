import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { onCallAt } from "../../../worker/oncall/rules/rotation.ts";
import type { Layer, Override, Schedule } from "../../../worker/oncall/rules/schedule.ts";
import { begunShift, gapAhead, ownShiftAt, shiftWords } from "../../../worker/shifts/rules/hand-off.ts";
import { runs } from "../../support/runs.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const at = (text: string) => Date.parse(text);

const layer = (more: Partial<Layer> = {}): Layer => ({
	name: "Weekly",
	userIds: ["usr_ana", "usr_bo"],
	rotation: { unit: "week", length: 1, startsAt: "2026-01-05T09:00" },
	restrictions: [],
	...more,
});
const schedule = (more: Partial<Schedule> = {}): Schedule => ({
	...{ id: "sch_1", name: "Primary", timeZone: "Europe/Berlin", layers: [layer()], overrides: [] },
	...more,
});
const override = (startsAt: string, endsAt: string, userId: string | null): Override => ({
	...{ id: "ovr_1", startsAt: at(startsAt), endsAt: at(endsAt), userId, replacesUserId: null, createdAt: 0 },
});
/** A Monday at 09:00 in Berlin: Bo takes over from Ana. */
const HAND_OFF = at("2026-11-30T08:00:00Z");
const before = onCallAt(schedule(), HAND_OFF - 1).userId;
const after = onCallAt(schedule(), HAND_OFF).userId;

describe("a hand-off", () => {
	it("is told to whoever takes over, in the half hour after it and not before", () => {
		expect(before).not.toBe(after);
		expect(begunShift(schedule(), HAND_OFF - 1)).toBeNull();
		expect(begunShift(schedule(), HAND_OFF)).toMatchObject({ userId: after, startsAt: HAND_OFF });
		expect(begunShift(schedule(), HAND_OFF + 29 * MINUTE)).toMatchObject({ userId: after });
		expect(begunShift(schedule(), HAND_OFF + 30 * MINUTE)).toBeNull();
	});

	it("is none where the same person goes on, whatever their shift is made of", () => {
		const own = override("2026-11-30T08:00:00Z", "2026-11-30T12:00:00Z", before);
		expect(begunShift(schedule({ overrides: [own] }), HAND_OFF)).toBeNull();
		expect(begunShift(schedule({ layers: [layer({ userIds: ["usr_ana"] })] }), HAND_OFF)).toBeNull();
	});

	it("names the end of the person's whole time, an override that joins it included", () => {
		const own = override("2026-12-07T08:00:00Z", "2026-12-07T20:00:00Z", after);
		const shift = ownShiftAt(schedule({ overrides: [own] }), HAND_OFF);
		expect(shift?.endsAt).toBe(at("2026-12-07T20:00:00Z"));
		expect(ownShiftAt(schedule({ layers: [] }), HAND_OFF)).toBeNull();
	});

	it("is found once at least by looks that are five minutes apart, though one is missed", () => {
		const shapes = fc.record({
			unit: fc.constantFrom("hour" as const, "day" as const, "week" as const),
			length: fc.integer({ min: 1, max: 12 }),
			hour: fc.integer({ min: 0, max: 23 }),
			offsetMs: fc.integer({ min: 0, max: 5 * MINUTE - 1 }),
		});
		fc.assert(
			fc.property(shapes, ({ unit, length, hour, offsetMs }) => {
				const startsAt = `2026-01-05T${String(hour).padStart(2, "0")}:00`;
				const one = schedule({ layers: [layer({ rotation: { unit, length, startsAt } })] });
				const shift = onCallAt(one, HAND_OFF);
				for (const looksAt of [shift.startsAt + offsetMs, shift.startsAt + offsetMs + 5 * MINUTE])
					expect(begunShift(one, looksAt)).toMatchObject({ userId: shift.userId, startsAt: shift.startsAt });
			}),
			{ numRuns: runs(200) },
		);
	});
});

describe("a gap ahead", () => {
	const NOW = at("2026-11-28T12:00:00Z");

	it("is told weeks before it comes, where somebody was taken out and nobody put in", () => {
		const out = override("2027-01-04T17:00:00Z", "2027-01-05T08:00:00Z", null);
		expect(gapAhead(schedule({ overrides: [out] }), NOW)).toMatchObject({
			startsAt: out.startsAt,
			endsAt: out.endsAt,
		});
		const late = override("2027-03-04T17:00:00Z", "2027-03-05T08:00:00Z", null);
		expect(gapAhead(schedule({ overrides: [late] }), NOW)).toBeNull();
	});

	it("is told where a rotation ends and no other goes on", () => {
		const rotation = { ...layer().rotation, endsAt: "2026-12-21T09:00" };
		expect(gapAhead(schedule({ layers: [layer({ rotation })] }), NOW)?.startsAt).toBe(
			at("2026-12-21T08:00:00Z"),
		);
	});

	it("is no gap where a schedule never covers those hours, over a change of the clocks too", () => {
		const restrictions = [{ days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" }];
		const office = schedule({ layers: [layer({ restrictions })] });
		for (const now of [NOW, at("2026-10-01T12:00:00Z"), at("2027-03-01T12:00:00Z")])
			expect(gapAhead(office, now)).toBeNull();
		expect(gapAhead(schedule({ layers: [] }), NOW)).toBeNull();
	});
});

describe("the words", () => {
	const about = {
		...{ name: "Bo", scheduleName: "Primary", timeZone: "Europe/Berlin" },
		...{ startsAt: HAND_OFF, endsAt: at("2026-12-07T08:00:00Z"), now: HAND_OFF - 22 * 24 * HOUR },
	};

	it("say until when, on the clocks of whoever reads them", () => {
		expect(shiftWords({ ...about, what: "began" })).toEqual({
			title: "You’re on call until Mon Dec 7 09:00",
			body: "Primary",
		});
		expect(shiftWords({ ...about, what: "began", timeZone: "America/New_York" }).title).toMatch(/03:00$/);
		expect(shiftWords({ ...about, what: "unreachable" }).title).toBe("Bo is on call and can’t be paged");
	});

	it("say how far a gap is ahead", () => {
		const told = (now: number) => shiftWords({ ...about, what: "gap", now }).title;
		expect(told(about.now)).toBe("Primary: no one is on call in 3 weeks");
		expect(told(HAND_OFF - 25 * HOUR)).toBe("Primary: no one is on call in 1 day");
		expect(told(HAND_OFF - 20 * MINUTE)).toBe("Primary: no one is on call soon");
	});
});
