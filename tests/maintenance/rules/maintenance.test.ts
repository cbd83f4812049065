import { describe, expect, it } from "vitest";
import {
	following,
	type Maintenance,
	refuseState,
	refuseTimes,
	stateAt,
	withChange,
	workEndsAt,
} from "../../../worker/maintenance/rules/maintenance.ts";
import { nextAfter, refuseCron } from "../../../worker/maintenance/rules/recurrence.ts";
import { days, hours, minutes } from "../../../worker/platform/rules/time.ts";

const TWO = Date.UTC(2026, 11, 2, 2);
const night: Maintenance = {
	startsAt: TWO,
	endsAt: TWO + hours(2),
	plannedStartsAt: TWO,
	plannedEndsAt: TWO + hours(2),
	verifySeconds: 1_800,
	verifyingAt: null,
	recurrence: null,
};
const weekly = { cron: "0 2 * * 3", timeZone: "UTC", until: null };

describe("a maintenance from two to four, of which the last half hour is for verifying", () => {
	it("goes through its states by the clock alone", () => {
		const at = [TWO - 1, TWO, TWO + minutes(90) - 1, TWO + minutes(90), TWO + hours(2) - 1, TWO + hours(2)];
		expect(at.map((now) => stateAt(night, now))).toEqual([
			...["scheduled", "in_progress", "in_progress", "verifying", "verifying", "completed"],
		]);
	});

	it("is started, verified, and ended by a person before its time", () => {
		const early = withChange(night, { state: "in_progress" }, TWO - minutes(5));
		expect([early.startsAt, stateAt(early, TWO - minutes(5))]).toEqual([TWO - minutes(5), "in_progress"]);
		const done = withChange(early, { state: "verifying" }, TWO + minutes(10));
		expect([workEndsAt(done), stateAt(done, TWO + minutes(10))]).toEqual([TWO + minutes(10), "verifying"]);
		const saved = withChange(
			done,
			{ startsAt: done.startsAt, endsAt: done.endsAt, verifySeconds: 1_800 },
			TWO + minutes(11),
		);
		expect(stateAt(saved, TWO + minutes(11))).toBe("verifying");
		const again = withChange(done, { state: "in_progress" }, TWO + minutes(20));
		expect([stateAt(again, TWO + minutes(20)), again.endsAt]).toEqual(["in_progress", night.endsAt]);
		const over = withChange(done, { state: "completed" }, TWO + minutes(20));
		expect([over.endsAt, stateAt(over, TWO + minutes(20))]).toEqual([TWO + minutes(20), "completed"]);
		expect([over.plannedStartsAt, over.plannedEndsAt]).toEqual([TWO, TWO + hours(2)]);
	});

	it("can be ended at any instant, also before there was time to verify", () => {
		for (const now of [TWO, TWO + 1, TWO + minutes(5)]) {
			const over = withChange(night, { state: "completed" }, now);
			expect([now, refuseTimes(over), stateAt(over, now + 1)]).toEqual([now, [], "completed"]);
		}
	});

	it("goes on for as long as it is extended, also when it was called over", () => {
		const now = TWO + hours(1);
		const over = withChange(night, { state: "completed" }, now);
		const longer = withChange(over, { endsAt: TWO + hours(5) }, now + minutes(1));
		expect(stateAt(longer, TWO + hours(4))).toBe("in_progress");
		expect(longer.plannedEndsAt).toBe(TWO + hours(2));
	});

	it("says why a state cannot be asked for", () => {
		expect(refuseState(night, "completed", TWO - 1)).toMatch(/has not begun/);
		expect(refuseState(night, "verifying", TWO - 1)).toMatch(/has not begun/);
		expect(refuseState(night, "in_progress", TWO + hours(3))).toMatch(/is over/);
		expect(refuseState(night, "completed", TWO + hours(3))).toBeNull();
		expect(refuseState(night, "verifying", TWO)).toBeNull();
	});

	it("is refused when its times cannot be", () => {
		const fields = (change: Partial<Maintenance>) =>
			refuseTimes({ ...night, ...change }).map(({ field }) => field);
		expect(fields({})).toEqual([]);
		expect(fields({ endsAt: TWO })).toEqual(["endsAt"]);
		expect(fields({ endsAt: TWO + days(31) })).toEqual(["endsAt"]);
		expect(fields({ verifySeconds: 7_200 })).toEqual(["verifySeconds"]);
		expect(fields({ recurrence: { ...weekly, cron: "0 * * * *" } })).toEqual(["recurrence"]);
		expect(fields({ recurrence: { ...weekly, until: TWO } })).toEqual(["recurrence"]);
		expect(fields({ recurrence: weekly })).toEqual([]);
	});
});

describe("a maintenance that comes again each Wednesday at two", () => {
	const series = { ...night, recurrence: weekly };

	it("is followed by one of the planned length, whatever was done with this one", () => {
		const next = { startsAt: TWO + days(7), endsAt: TWO + days(7) + hours(2) };
		expect(following(series, TWO)).toEqual(next);
		const early = withChange(series, { state: "in_progress" }, TWO - minutes(30));
		expect(following(early, TWO - minutes(30))).toEqual(next);
		const short = withChange(series, { state: "completed" }, TWO + minutes(5));
		expect(following(short, TWO + minutes(5))).toEqual(next);
	});

	it("leaves out those whose time is over when nobody could plan them, and begins in one that goes on", () => {
		expect(following(series, TWO + days(16))?.startsAt).toBe(TWO + days(21));
		expect(following(series, TWO + days(14) + hours(1))?.startsAt).toBe(TWO + days(14));
	});

	it("ends where it was said to", () => {
		const last = { ...series, recurrence: { ...weekly, until: TWO + days(10) } };
		expect(following(last, TWO)?.startsAt).toBe(TWO + days(7));
		expect(following({ ...last, plannedStartsAt: TWO + days(7) }, TWO + days(7))).toBeNull();
		expect(following(night, TWO)).toBeNull();
	});

	it("keeps its hour on the clocks of its zone when they are set back", () => {
		const berlin = { cron: "30 2 * * 0", timeZone: "Europe/Berlin", until: null };
		const summer = Date.UTC(2026, 9, 18, 0, 30);
		expect(nextAfter(berlin, summer - 1)).toBe(summer);
		expect(nextAfter(berlin, Date.UTC(2026, 9, 26))).toBe(Date.UTC(2026, 10, 1, 1, 30));
		// The hour that is skipped in spring: right after it.
		const spring = nextAfter(berlin, Date.UTC(2026, 2, 28));
		expect(spring).toBeGreaterThanOrEqual(Date.UTC(2026, 2, 29, 1));
		expect(spring).toBeLessThanOrEqual(Date.UTC(2026, 2, 29, 1, 30));
	});

	it("takes five fields of cron, and nothing else", () => {
		expect(["0 2 * * 0", "*/15 1-3 1,15 * *"].map(refuseCron)).toEqual([null, null]);
		for (const odd of ["", "0 2 * *", "0 0 2 * * 0", "61 2 * * 0", "@daily", "0 2 * * sometimes"])
			expect([odd, refuseCron(odd)]).not.toEqual([odd, null]);
	});
});
