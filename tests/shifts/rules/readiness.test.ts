import { describe, expect, it } from "vitest";
import type { Schedule } from "../../../worker/oncall/rules/schedule.ts";
import {
	aboutText,
	checkInState,
	DEFAULT_CHECK_IN,
	dueCheckIn,
	readAbout,
} from "../../../worker/shifts/rules/check-in.ts";
import {
	carriersOf,
	type KnownMethod,
	methodStanding,
	receiptHours,
	standingOf,
	turnsOf,
} from "../../../worker/shifts/rules/readiness.ts";
import { ANA, BO, CHIDI } from "../../support/schedules.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const utc = (text: string): number => Date.parse(`${text}Z`);

describe("whether a person can be reached", () => {
	const now = utc("2026-03-02T12:00");
	const phone = (daysAgo: number | null): KnownMethod => ({
		kind: "push",
		state: "active",
		lastReceiptAt: daysAgo === null ? null : now - daysAgo * DAY_MS,
		heard: null,
	});
	const mail: KnownMethod = { kind: "email", state: "active", lastReceiptAt: null, heard: null };

	it("is what the best of their methods shows, and a phone that was silent for two weeks shows nothing", () => {
		const off: KnownMethod = { ...phone(1), state: "disabled" };
		const table: [KnownMethod[], string][] = [
			[[], "unreachable"],
			[[off, { ...mail, state: "unverified" }], "unreachable"],
			[[phone(null)], "untested"],
			[[phone(null), phone(15)], "stale"],
			[[phone(15), phone(14)], "ready"],
			[[off, mail], "ready"],
		];
		for (const [methods, standing] of table) expect(standingOf(methods, null, now)).toBe(standing);
		expect([off, mail, phone(15)].map((method) => methodStanding(method, now))).toEqual([
			...["off", "verified", "stale"],
		]);
	});

	it("is doubted where pages arrive without a sound, unless another way of theirs is heard", () => {
		const silent: KnownMethod = { ...phone(1), heard: "nothing" };
		expect(standingOf([silent, phone(15)], null, now)).toBe("silent");
		expect(standingOf([silent], "missed", now)).toBe("silent");
		expect(standingOf([silent, mail], null, now)).toBe("ready");
		expect(standingOf([{ ...phone(1), heard: "vibration" }], null, now)).toBe("ready");
		expect(methodStanding({ ...phone(15), heard: "nothing" }, now)).toBe("stale");
	});

	it("is doubted once they have not checked in, and that hides nothing worse", () => {
		expect(standingOf([phone(1)], "missed", now)).toBe("not_checked_in");
		expect(standingOf([phone(1)], "waiting", now)).toBe("ready");
		expect(standingOf([phone(15)], "missed", now)).toBe("stale");
	});

	it("is told with the hours of the day at which something arrived", () => {
		expect(receiptHours(0)).toEqual([]);
		expect(receiptHours((1 << 0) | (1 << 3) | (1 << 23))).toEqual([0, 3, 23]);
	});
});

describe("who carries the pager", () => {
	const now = utc("2026-01-13T12:00");
	const shop: Schedule = {
		...{ id: "sch_shop", name: "Shop", timeZone: "UTC", overrides: [] },
		layers: [
			{
				...{ name: "weekly", userIds: [ANA, BO, CHIDI], restrictions: [] },
				memberships: [{ userId: CHIDI, until: "2026-01-10T00:00" }],
				rotation: { unit: "week", length: 1, startsAt: "2026-01-05T09:00" },
			},
		],
	};

	it("is who takes turns from now on or is named, and no longer who has left", () => {
		const levels = [{ targets: [{ kind: "team" as const, id: "team_1" }], escalateAfterSeconds: 60 }];
		const teams = [{ id: "team_1", memberIds: ["usr_eve"] }];
		expect([...carriersOf({ schedules: [shop], levels, teams }, now)].sort()).toEqual(
			[ANA, BO, "usr_eve"].sort(),
		);
	});

	it("has the shifts that run, to their real end, and the next one", () => {
		const turns = turnsOf([shop], now);
		const at = (text: string) => expect.objectContaining({ startsAt: utc(text) });
		expect(turns.get(BO)).toEqual({
			onCall: [expect.objectContaining({ endsAt: utc("2026-01-19T09:00") })],
			next: at("2026-01-26T09:00"),
		});
		expect(turns.get(ANA)).toEqual({ onCall: [], next: at("2026-01-19T09:00") });
		expect(turns.has(CHIDI)).toBe(false);
	});
});

describe("the weekly check-in", () => {
	const ana = { timeZone: "Europe/Berlin", createdAt: 0 };

	it("is due on Monday at ten on the person's own clocks, in summer and in winter, for a day", () => {
		for (const at of ["2026-01-05T09:00", "2026-07-06T08:00"]) {
			expect(dueCheckIn(DEFAULT_CHECK_IN, ana, utc(at) - 1)).toBeNull();
			expect(dueCheckIn(DEFAULT_CHECK_IN, ana, utc(at))).toEqual({ week: at.slice(0, 10), at: utc(at) });
			expect(dueCheckIn(DEFAULT_CHECK_IN, ana, utc(at) + DAY_MS - 1)?.at).toBe(utc(at));
			expect(dueCheckIn(DEFAULT_CHECK_IN, ana, utc(at) + DAY_MS)).toBeNull();
		}
	});

	it("is asked of nobody who came after it", () => {
		const at = utc("2026-01-05T09:00");
		expect(dueCheckIn(DEFAULT_CHECK_IN, { ...ana, createdAt: at }, at + HOUR_MS)).toBeNull();
	});

	it("waits a day for its answer, and takes a late one", () => {
		expect(checkInState({ dueAt: 0, answeredAt: null }, DAY_MS - 1)).toBe("waiting");
		expect(checkInState({ dueAt: 0, answeredAt: null }, DAY_MS)).toBe("missed");
		expect(checkInState({ dueAt: 0, answeredAt: 3 * DAY_MS }, 3 * DAY_MS)).toBe("answered");
	});

	it("is named by its token, and so is the start of a shift", () => {
		for (const about of [
			{ kind: "week" as const, week: "2026-01-05" },
			{ kind: "shift" as const, scheduleId: "sch_01J", startsAt: 1_767_600_000_000 },
		])
			expect(readAbout(aboutText(about))).toEqual(about);
		expect(readAbout("page.inc_1")).toBeNull();
	});
});
