import { describe, expect, it } from "vitest";
import { nextAfter, onCallAt, shiftsBetween } from "../../../worker/oncall/rules/rotation.ts";
import type { Layer, Override, Schedule, Shift } from "../../../worker/oncall/rules/schedule.ts";
import { ANA, BO, CHIDI } from "../../support/schedules.ts";

const utc = (text: string): number => Date.parse(`${text}Z`);
const HOUR_MS = 3_600_000;

type Rotation = Layer["rotation"];

function layer(userIds: string[], rotation: Partial<Rotation> = {}, rest: Partial<Layer> = {}): Layer {
	return {
		name: "primary",
		userIds,
		rotation: { unit: "day", length: 1, startsAt: "2026-01-05T09:00", ...rotation },
		restrictions: [],
		...rest,
	};
}

function schedule(timeZone: string, layers: Layer[], overrides: Override[] = []): Schedule {
	return { id: "sch_shop", name: "Shop", timeZone, layers, overrides };
}

function override(startsAt: string, endsAt: string, rest: Partial<Override> = {}): Override {
	return {
		id: "ovr_1",
		startsAt: utc(startsAt),
		endsAt: utc(endsAt),
		userId: BO,
		replacesUserId: null,
		createdAt: 1,
		...rest,
	};
}

/** "Ana from Monday 09:00" as the shifts say it: [start, person, hours]. */
const told = (shifts: Shift[]): [string, string | null, number][] =>
	shifts.map((s) => [
		new Date(s.startsAt).toISOString().slice(0, 16),
		s.userId,
		(s.endsAt - s.startsAt) / HOUR_MS,
	]);

describe("a rotation by the month", () => {
	const monthly = (startsAt: string, length = 1) =>
		schedule("Europe/Berlin", [layer([ANA, BO, CHIDI], { unit: "month", length, startsAt })]);
	const from = (shop: Schedule, at: string, until: string) =>
		told(shiftsBetween(shop, utc(at), utc(until))).map(([startsAt, userId]) => [startsAt, userId]);

	it("hands over on the same day and at the same time of day, in summer and in winter", () => {
		expect(from(monthly("2026-02-05T09:00"), "2026-02-05T08:00", "2026-05-05T07:00")).toEqual([
			["2026-02-05T08:00", ANA],
			["2026-03-05T08:00", BO],
			["2026-04-05T07:00", CHIDI],
		]);
	});

	it("hands over on the last day of a month that is too short, and on the 31st again after it", () => {
		expect(from(monthly("2028-01-31T09:00"), "2028-01-31T08:00", "2028-05-31T07:00")).toEqual([
			["2028-01-31T08:00", ANA],
			["2028-02-29T08:00", BO],
			["2028-03-31T07:00", CHIDI],
			["2028-04-30T07:00", ANA],
		]);
	});

	it("may be of several months, and is still known a lifetime later", () => {
		const quarters = monthly("2026-01-01T00:00", 3);
		expect(onCallAt(quarters, utc("2026-12-31T22:59")).userId).toBe(ANA);
		expect(onCallAt(quarters, utc("2026-12-31T23:00")).userId).toBe(BO);
		expect(onCallAt(quarters, utc("2086-01-15T12:00")).userId).toBe(ANA);
	});
});

describe("somebody who takes turns from a time on, or until one", () => {
	const DORA = "usr_dora";
	const weekly = (memberships: Layer["memberships"], userIds = [ANA, BO, CHIDI, DORA]) =>
		schedule("Europe/Berlin", [layer(userIds, { unit: "week" }, { memberships })]);
	const turns = (shop: Schedule, weeks: number) =>
		told(shiftsBetween(shop, utc("2026-01-05T08:00"), utc("2026-01-05T08:00") + weeks * 168 * HOUR_MS)).map(
			([startsAt, userId]) => [startsAt.slice(5, 10), userId],
		);

	it("leaves every shift before they come as it was, and counts from then on as if they had always been there", () => {
		const without = schedule("Europe/Berlin", [layer([ANA, BO, CHIDI], { unit: "week" })]);
		const joined = turns(weekly([{ userId: DORA, from: "2026-01-21T00:00" }]), 8);
		expect(joined.slice(0, 3)).toEqual(turns(without, 3));
		expect(joined.slice(3)).toEqual(turns(weekly(undefined), 8).slice(3));
		expect(joined[3]).toEqual(["01-26", DORA]);
	});

	it("gives what is left of a turn to whoever has the next one when they leave within it", () => {
		const shop = weekly([{ userId: BO, until: "2026-01-14T00:00" }], [ANA, BO, CHIDI]);
		expect(turns(shop, 4)).toEqual([
			["01-05", ANA],
			["01-12", BO],
			["01-13", ANA],
			["01-26", CHIDI],
		]);
	});

	it("hands over on the spot from the only one who leaves to the only one who comes, and tells a gap between them", () => {
		const at = (until: string, from: string) =>
			turns(
				weekly(
					[
						{ userId: ANA, until },
						{ userId: BO, from },
					],
					[ANA, BO],
				),
				2,
			);
		expect(at("2026-01-07T09:00", "2026-01-07T09:00")).toEqual([
			["01-05", ANA],
			["01-07", BO],
		]);
		expect(at("2026-01-07T09:00", "2026-01-09T09:00")).toEqual([
			["01-05", ANA],
			["01-07", null],
			["01-09", BO],
		]);
	});
});

describe("hand-offs when the clocks change (F52)", () => {
	const TABLE: [string, string, Partial<Rotation>, string, string, [string, string | null, number][]][] = [
		[
			"a day is 23 hours long when Berlin loses an hour",
			"Europe/Berlin",
			{ startsAt: "2026-03-27T09:00" },
			"2026-03-28T08:00",
			"2026-03-30T07:00",
			[
				["2026-03-28T08:00", BO, 23],
				["2026-03-29T07:00", ANA, 24],
			],
		],
		[
			"a day is 25 hours long when Chicago gains an hour",
			"America/Chicago",
			{ startsAt: "2026-10-30T09:00" },
			"2026-10-31T14:00",
			"2026-11-02T15:00",
			[
				["2026-10-31T14:00", BO, 25],
				["2026-11-01T15:00", ANA, 24],
			],
		],
		[
			"Lord Howe Island moves by half an hour",
			"Australia/Lord_Howe",
			{ startsAt: "2026-04-03T09:00" },
			"2026-04-03T22:00",
			"2026-04-05T22:30",
			[
				["2026-04-03T22:00", BO, 24.5],
				["2026-04-04T22:30", ANA, 24],
			],
		],
		[
			"a hand-off at 02:30, which Berlin skips, happens at 03:00",
			"Europe/Berlin",
			{ startsAt: "2026-03-28T02:30" },
			"2026-03-28T01:30",
			"2026-03-30T00:30",
			[
				["2026-03-28T01:30", ANA, 23.5],
				["2026-03-29T01:00", BO, 23.5],
			],
		],
		[
			"a hand-off at 02:30, which Berlin has twice, happens at the first",
			"Europe/Berlin",
			{ startsAt: "2026-10-24T02:30" },
			"2026-10-24T00:30",
			"2026-10-26T01:30",
			[
				["2026-10-24T00:30", ANA, 24],
				["2026-10-25T00:30", BO, 25],
			],
		],
		[
			"a hand-off at midnight, which Santiago skips, happens at 01:00",
			"America/Santiago",
			{ startsAt: "2026-09-05T00:00" },
			"2026-09-05T04:00",
			"2026-09-07T03:00",
			[
				["2026-09-05T04:00", ANA, 24],
				["2026-09-06T04:00", BO, 23],
			],
		],
		[
			"twelve hours of night are eleven when an hour is skipped",
			"Europe/Berlin",
			{ unit: "hour", length: 12, startsAt: "2026-03-28T09:00" },
			"2026-03-28T08:00",
			"2026-03-29T19:00",
			[
				["2026-03-28T08:00", ANA, 12],
				["2026-03-28T20:00", BO, 11],
				["2026-03-29T07:00", ANA, 12],
			],
		],
		[
			"an hourly turn that is skipped whole is nobody's, one that comes twice is two hours long",
			"Europe/Berlin",
			{ unit: "hour", length: 1, startsAt: "2026-10-25T01:00" },
			"2026-10-24T23:00",
			"2026-10-25T03:00",
			[
				["2026-10-24T23:00", ANA, 1],
				["2026-10-25T00:00", BO, 2],
				["2026-10-25T02:00", ANA, 1],
			],
		],
		[
			"Apia had no 30 December 2011: its hand-off happens as the 31st begins",
			"Pacific/Apia",
			{ startsAt: "2011-12-29T09:00" },
			"2011-12-29T19:00",
			"2011-12-31T19:00",
			[
				["2011-12-29T19:00", ANA, 15],
				["2011-12-30T10:00", BO, 9],
				["2011-12-30T19:00", ANA, 24],
			],
		],
		[
			"Kolkata never changes its clocks",
			"Asia/Kolkata",
			{ unit: "week", startsAt: "2026-03-23T09:00" },
			"2026-03-23T03:30",
			"2026-04-06T03:30",
			[
				["2026-03-23T03:30", ANA, 168],
				["2026-03-30T03:30", BO, 168],
			],
		],
	];
	it.each(TABLE)("%s", (_title, zone, rotation, from, to, expected) => {
		const shop = schedule(zone, [layer([ANA, BO], rotation)]);
		expect(told(shiftsBetween(shop, utc(from), utc(to)))).toEqual(expected);
	});

	it("F53: hands over on 29 February and across the end of the year", () => {
		const shop = schedule("Europe/Berlin", [layer([ANA, BO], { startsAt: "2027-12-31T00:00" })]);
		expect(told(shiftsBetween(shop, utc("2027-12-30T23:00"), utc("2028-01-01T23:00")))).toEqual([
			["2027-12-30T23:00", ANA, 24],
			["2027-12-31T23:00", BO, 24],
		]);
		expect(told(shiftsBetween(shop, utc("2028-02-27T23:00"), utc("2028-03-01T23:00")))).toEqual([
			["2028-02-27T23:00", BO, 24],
			["2028-02-28T23:00", ANA, 24],
			["2028-02-29T23:00", BO, 24],
		]);
	});

	it("F53: still pages somebody when the zone of a saved schedule is unknown to this runtime", () => {
		const shop = schedule("Mars/Olympus_Mons", [layer([ANA, BO])]);
		expect(onCallAt(shop, utc("2026-01-06T09:00"))).toMatchObject({
			userId: BO,
			startsAt: utc("2026-01-06T09:00"),
		});
	});
});

describe("layers and restrictions", () => {
	const weekend = { days: [6, 7], from: "00:00", to: "00:00" };

	it("lets the later layer win where both have somebody", () => {
		const shop = schedule("UTC", [
			layer([ANA]),
			layer([CHIDI], {}, { name: "weekends", restrictions: [weekend] }),
		]);
		expect(shiftsBetween(shop, utc("2026-01-09T09:00"), utc("2026-01-12T09:00"))).toEqual([
			{ startsAt: utc("2026-01-09T09:00"), endsAt: utc("2026-01-10T00:00"), userId: ANA, source: "primary" },
			{
				startsAt: utc("2026-01-10T00:00"),
				endsAt: utc("2026-01-12T00:00"),
				userId: CHIDI,
				source: "weekends",
			},
			{ startsAt: utc("2026-01-12T00:00"), endsAt: utc("2026-01-12T09:00"), userId: ANA, source: "primary" },
		]);
	});

	it("counts the turns that a restriction hides", () => {
		const shop = schedule("UTC", [
			layer([ANA, BO, CHIDI], { startsAt: "2026-01-05T00:00" }, { restrictions: [weekend] }),
		]);
		expect(told(shiftsBetween(shop, utc("2026-01-10T00:00"), utc("2026-01-12T00:00")))).toEqual([
			["2026-01-10T00:00", CHIDI, 24],
			["2026-01-11T00:00", ANA, 24],
		]);
	});

	it("carries a night that opens on Friday over into Saturday", () => {
		const night = { days: [5], from: "22:00", to: "06:00" };
		const shop = schedule("UTC", [layer([ANA], {}, { restrictions: [night] })]);
		expect(told(shiftsBetween(shop, utc("2026-01-09T12:00"), utc("2026-01-10T12:00")))).toEqual([
			["2026-01-09T12:00", null, 10],
			["2026-01-09T22:00", ANA, 8],
			["2026-01-10T06:00", null, 6],
		]);
	});

	it("begins a gap where the last of two overlapping windows closes, not where the later opened one does", () => {
		const windows = [
			{ days: [2], from: "00:30", to: "00:30" },
			{ days: [3, 1], from: "00:00", to: "00:15" },
		];
		const shop = schedule("UTC", [layer([ANA], {}, { restrictions: windows })]);
		expect(onCallAt(shop, utc("2026-01-15T00:00")).startsAt).toBe(utc("2026-01-14T00:30"));
	});

	it("has nobody before the rotation starts", () => {
		const shop = schedule("Europe/Berlin", [layer([ANA, BO])]);
		expect(told(shiftsBetween(shop, utc("2026-01-05T07:00"), utc("2026-01-05T09:00")))).toEqual([
			["2026-01-05T07:00", null, 1],
			["2026-01-05T08:00", ANA, 1],
		]);
	});

	it("answers nothing for a range without length, and one gap for a schedule without layers", () => {
		const from = utc("2026-01-05T07:00");
		expect(shiftsBetween(schedule("UTC", []), from, from)).toEqual([]);
		expect(shiftsBetween(schedule("UTC", []), from, from + 1)).toEqual([
			{ startsAt: from, endsAt: from + 1, userId: null, source: "gap" },
		]);
	});
});

describe("overrides (F54)", () => {
	const week = (...overrides: Override[]) =>
		schedule("UTC", [layer([ANA, CHIDI], { unit: "week", startsAt: "2026-01-05T00:00" })], overrides);
	const whoAt = (shop: Schedule, at: string) => onCallAt(shop, utc(at)).userId;

	it("covers exactly its own hours", () => {
		const shop = week(override("2026-01-06T10:00", "2026-01-06T12:00"));
		expect(told(shiftsBetween(shop, utc("2026-01-06T09:00"), utc("2026-01-06T13:00")))).toEqual([
			["2026-01-06T09:00", ANA, 1],
			["2026-01-06T10:00", BO, 2],
			["2026-01-06T12:00", ANA, 1],
		]);
	});

	it("lets the later created of two overlapping ones win, whichever starts first", () => {
		const shop = week(
			override("2026-01-06T10:00", "2026-01-06T14:00", { createdAt: 2, userId: CHIDI }),
			override("2026-01-06T12:00", "2026-01-06T16:00", { createdAt: 1, userId: BO }),
		);
		expect(whoAt(shop, "2026-01-06T13:00")).toBe(CHIDI);
		expect(whoAt(shop, "2026-01-06T15:00")).toBe(BO);
	});

	it("leaves the slot empty when nobody is named", () => {
		const shop = week(override("2026-01-06T10:00", "2026-01-06T12:00", { userId: null }));
		expect(onCallAt(shop, utc("2026-01-06T11:00"))).toEqual({
			startsAt: utc("2026-01-06T10:00"),
			endsAt: utc("2026-01-06T12:00"),
			userId: null,
			source: "override",
		});
	});

	it("does nothing while the person it replaces is not on call", () => {
		const shop = week(override("2026-01-11T00:00", "2026-01-13T00:00", { replacesUserId: ANA }));
		expect(told(shiftsBetween(shop, utc("2026-01-10T00:00"), utc("2026-01-14T00:00")))).toEqual([
			["2026-01-10T00:00", ANA, 24],
			["2026-01-11T00:00", BO, 24],
			["2026-01-12T00:00", CHIDI, 48],
		]);
	});

	it("lets somebody stand in for the stand-in", () => {
		const shop = week(
			override("2026-01-06T10:00", "2026-01-06T14:00", { createdAt: 1, replacesUserId: ANA }),
			override("2026-01-06T12:00", "2026-01-06T13:00", { createdAt: 2, userId: CHIDI, replacesUserId: BO }),
		);
		expect(whoAt(shop, "2026-01-06T11:00")).toBe(BO);
		expect(whoAt(shop, "2026-01-06T12:30")).toBe(CHIDI);
	});

	it("follows the later of two that replace the same person", () => {
		const shop = week(
			override("2026-01-06T10:00", "2026-01-06T14:00", { createdAt: 1, replacesUserId: ANA }),
			override("2026-01-06T12:00", "2026-01-06T13:00", { createdAt: 2, userId: CHIDI, replacesUserId: ANA }),
		);
		expect(whoAt(shop, "2026-01-06T12:30")).toBe(CHIDI);
	});
});

describe("the shift that runs now", () => {
	it("is told with its real start and end, not those of the question", () => {
		const shop = schedule("Europe/Berlin", [layer([ANA, BO], { unit: "week" })]);
		expect(onCallAt(shop, utc("2026-03-25T17:11"))).toEqual({
			startsAt: utc("2026-03-23T08:00"),
			endsAt: utc("2026-03-30T07:00"),
			userId: BO,
			source: "primary",
		});
	});

	it("joins turns of the same person that follow each other", () => {
		const shop = schedule("UTC", [layer([ANA, BO, ANA], { startsAt: "2026-01-05T00:00" })]);
		expect(told([onCallAt(shop, utc("2026-01-08T12:00"))])).toEqual([["2026-01-07T00:00", ANA, 48]]);
	});

	it("of a single person began with the rotation and ends in a year, for want of an end", () => {
		const at = utc("2026-06-01T00:00");
		const shift = onCallAt(schedule("UTC", [layer([ANA])]), at);
		expect(shift).toMatchObject({ startsAt: utc("2026-01-05T09:00"), userId: ANA });
		expect(shift.endsAt - at).toBe(366 * 24 * HOUR_MS);
	});
});

describe("the backup", () => {
	it("is whoever takes over from the person on call", () => {
		const shop = schedule("UTC", [layer([ANA, BO, CHIDI])]);
		expect(nextAfter(shop, utc("2026-01-05T12:00"))).toBe(BO);
		expect(nextAfter(shop, utc("2026-01-07T12:00"))).toBe(ANA);
	});

	it("is found behind a gap", () => {
		const working = { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" };
		const shop = schedule("UTC", [layer([ANA, BO], { unit: "week" }, { restrictions: [working] })]);
		expect(nextAfter(shop, utc("2026-01-07T12:00"))).toBe(BO);
		expect(nextAfter(shop, utc("2026-01-10T12:00"))).toBe(BO);
	});

	it("is nobody when one person carries the pager alone, or nobody does", () => {
		expect(nextAfter(schedule("UTC", [layer([ANA])]), utc("2026-01-07T12:00"))).toBeNull();
		expect(nextAfter(schedule("UTC", []), utc("2026-01-07T12:00"))).toBeNull();
	});

	it("is found in turns of many months", () => {
		const shop = schedule("UTC", [layer([ANA, BO], { unit: "week", length: 104 })]);
		expect(nextAfter(shop, utc("2026-01-07T12:00"))).toBe(BO);
	});
});
