import { describe, expect, it } from "vitest";
import {
	draftOf,
	lastMonday,
	lengthOf,
	moved,
	newSchedule,
	withLength,
	withPeople,
} from "../../app/screens/oncall/schedule/draft.ts";
import { changeOf } from "../../app/screens/oncall/schedule/shift-change.ts";
import {
	changeWords,
	dayWords,
	gapsAhead,
	gapWords,
	mondays,
	partsOf,
	spanWords,
	weekWords,
} from "../../app/screens/oncall/schedule/weeks.ts";
import { scheduleDraftIn, scheduleIn } from "../../worker/oncall/schedules/contract.ts";

const BERLIN = "Europe/Berlin";
const at = (text: string) => Date.parse(text);
const iso = (ms: number) => new Date(ms).toISOString();
const turn = (startsAt: string, endsAt: string, userId: string | null = null) => ({
	startsAt,
	endsAt,
	userId,
});

describe("the weeks of a preview", () => {
	it("begin on Monday at midnight on the schedule's clocks, also where these are set between", () => {
		// The clocks in Berlin go back on Sunday, October 25.
		expect(mondays(at("2026-10-21T10:00:00Z"), 3, BERLIN).map(iso)).toEqual([
			"2026-10-18T22:00:00.000Z",
			"2026-10-25T23:00:00.000Z",
			"2026-11-01T23:00:00.000Z",
			"2026-11-08T23:00:00.000Z",
		]);
		expect(iso(mondays(at("2026-10-25T20:00:00Z"), 1, BERLIN)[0] ?? 0)).toBe("2026-10-18T22:00:00.000Z");
		expect(iso(mondays(at("2026-03-29T20:00:00Z"), 1, BERLIN)[0] ?? 0)).toBe("2026-03-22T23:00:00.000Z");
	});

	it("are cut into parts that together make the week", () => {
		const [from, to] = [at("2026-11-30T00:00Z"), at("2026-12-07T00:00Z")];
		const shifts = [
			turn("2026-11-23T09:00:00Z", "2026-12-01T12:00:00Z", "usr_ana"),
			turn("2026-12-01T12:00:00Z", "2026-12-09T00:00:00Z"),
		];
		const parts = partsOf(shifts, from, to);
		expect(parts.map(({ userId }) => userId)).toEqual(["usr_ana", null]);
		expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
		expect(partsOf(shifts, from, to, at("2026-12-03T12:00Z"))).toMatchObject([{ from: 0.5, share: 0.5 }]);
	});

	it("say which day has 25 hours, and when", () => {
		const back = { at: "2026-10-25T01:00:00Z", byMinutes: -60 };
		expect(dayWords(back)).toBe("25-hour day");
		expect(dayWords({ byMinutes: 60 })).toBe("23-hour day");
		expect(changeWords(back, BERLIN)).toBe("Clocks go back 1 h on Oct 25.");
		expect(weekWords(at("2026-11-30T00:00Z"), at("2026-12-07T00:00Z"), "UTC")).toBe("Nov 30 to Dec 6");
	});

	it("name the gaps that are still to come, the first three with their times", () => {
		const gaps = [1, 8, 15, 22].map((day) => ({
			startsAt: `2026-12-${String(day).padStart(2, "0")}T00:00:00Z`,
			endsAt: `2026-12-${String(day).padStart(2, "0")}T12:00:00Z`,
		}));
		expect(gapWords([], "UTC")).toBe("No gaps.");
		expect(gapWords(gaps.slice(0, 1), "UTC")).toBe("No one is on call Tue Dec 1 00:00 to 12:00.");
		expect(gapWords(gaps, "UTC")).toContain("and 1 more time.");
		const now = at("2026-12-01T06:00:00Z");
		expect(gapsAhead(gaps, now)[0]).toEqual({ startsAt: iso(now), endsAt: "2026-12-01T12:00:00Z" });
		expect(gapsAhead(gaps, at("2026-12-02T00:00:00Z"))).toHaveLength(3);
	});
});

describe("a schedule in four fields", () => {
	it("begins with whoever adds it, from this Monday on, and is what the server takes", () => {
		expect(lastMonday(new Date(2026, 10, 28, 18))).toBe("2026-11-23T09:00");
		expect(lastMonday(new Date(2026, 10, 23, 1))).toBe("2026-11-23T09:00");
		const draft = newSchedule("usr_01JX0000000000000000000000", at("2026-11-28T18:00:00Z"));
		expect(scheduleIn.safeParse(draft).success).toBe(true);
		const span = { from: "2026-11-23T00:00:00Z", to: "2027-01-18T00:00:00Z" };
		const preview = { timeZone: draft.timeZone, layers: draft.layers, scheduleId: null, ...span };
		expect(scheduleDraftIn.safeParse(preview).success).toBe(true);
		expect(draftOf({ ...draft, id: "", version: 1, createdAt: "", updatedAt: "" })).toEqual(draft);
	});

	it("has turns of any length, and no length that is none", () => {
		const rotation = { unit: "week" as const, length: 1, startsAt: "2026-11-23T09:00" };
		const twoWeeks = withLength(rotation, "2 week");
		expect(twoWeeks && lengthOf(twoWeeks)).toBe("2 week");
		for (const text of ["custom", "0 day", "1.5 day", " hour"]) expect(withLength(rotation, text)).toBeNull();
	});

	it("forgets until when somebody takes turns who takes none any more, and is refused by the server with them", () => {
		const [ana, bo] = ["usr_01JX0000000000000000000000", "usr_01JX0000000000000000000001"];
		const { layers, ...draft } = newSchedule(ana, at("2026-11-28T18:00:00Z"));
		const both = {
			...layers[0]!,
			userIds: [ana, bo],
			memberships: [{ userId: bo, from: "2026-12-01T00:00" }],
		};
		const isTaken = (layer: object) => scheduleIn.safeParse({ ...draft, layers: [layer] }).success;
		expect(isTaken(both)).toBe(true);
		expect(isTaken({ ...both, userIds: [ana] })).toBe(false);
		expect(isTaken({ ...both, ...withPeople(both, [ana]) })).toBe(true);
		const backwards = { userId: bo, from: "2026-12-01T00:00", until: "2026-11-01T00:00" };
		expect(isTaken({ ...both, memberships: [backwards] })).toBe(false);
		expect(isTaken({ ...both, memberships: [both.memberships[0], both.memberships[0]] })).toBe(false);
	});

	it("takes people in another order", () => {
		expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
		expect(moved(["a", "b", "c"], 0, -1)).toEqual(["a", "b", "c"]);
	});
});

describe("a change of a shift", () => {
	const shift = turn("2026-11-30T09:00:00.000Z", "2026-12-07T09:00:00.000Z");
	const before = at("2026-11-28T00:00:00Z");

	it("is of the whole shift, of what is left of it, or of a part", () => {
		expect(changeOf(shift, "usr_bo", null, before)).toEqual({ ...shift, userId: "usr_bo" });
		const now = at("2026-12-02T00:00:00.000Z");
		expect(changeOf(shift, null, null, now)).toEqual({ ...shift, startsAt: iso(now), userId: null });
		const part = { from: "2026-12-01T18:00:00.000Z", to: "2026-12-01T22:00:00.000Z" };
		expect(changeOf(shift, "usr_bo", part, before)).toEqual({
			...{ startsAt: part.from, endsAt: part.to, userId: "usr_bo" },
		});
	});

	it("never reaches beyond the shift, and is none without time", () => {
		const wide = { from: "2026-11-01T00:00:00.000Z", to: "2026-12-31T00:00:00.000Z" };
		expect(changeOf(shift, "usr_bo", wide, before)).toEqual({ ...shift, userId: "usr_bo" });
		const backwards = { from: "2026-12-02T00:00:00.000Z", to: "2026-12-01T00:00:00.000Z" };
		expect(changeOf(shift, "usr_bo", backwards, before)).toBeNull();
		expect(changeOf(shift, "usr_bo", { from: "", to: "" }, before)).toBeNull();
		expect(changeOf(shift, "usr_bo", null, at("2027-01-01T00:00:00Z"))).toBeNull();
	});

	it("is told with its days", () => {
		expect(spanWords(shift, "UTC")).toBe("Mon Nov 30 09:00 to Mon Dec 7 09:00");
		expect(spanWords(turn(shift.startsAt, "2026-11-30T17:00:00Z"), "UTC")).toBe("Mon Nov 30 09:00 to 17:00");
	});
});
