import { describe, expect, it } from "vitest";
import { asOf, copyAsOf, refusePause, withPause } from "../../../worker/monitoring/rules/pause.ts";

const until = (pausedUntil: number | null) => ({ paused: true, pausedUntil });
const WATCHED = { paused: false, pausedUntil: null };

describe("a pause with an end", () => {
	it("is over at that instant, whoever has noticed", () => {
		expect(asOf(until(100), 99)).toEqual(until(100));
		expect(asOf(until(100), 100)).toEqual(WATCHED);
		expect(asOf(until(null), 100)).toEqual(until(null));
		expect(asOf({ paused: true }, 100)).toEqual({ paused: true });
	});

	it("leaves a copy as one that was never paused", () => {
		expect(copyAsOf(until(100), 100)).toEqual({ paused: false });
		expect(copyAsOf(until(100), 99)).toEqual(until(100));
		expect(copyAsOf(until(null), 99)).toEqual({ paused: true });
	});

	it("is taken away by whoever resumes it, or pauses it anew without an end", () => {
		expect(withPause(until(100), { paused: false })).toEqual(WATCHED);
		expect(withPause(until(100), { paused: true })).toEqual(until(null));
		expect(withPause(until(100), { pausedUntil: 200 })).toEqual(until(200));
		expect(withPause(until(100), { pausedUntil: null })).toEqual(until(null));
		expect(withPause(until(100), {})).toEqual(until(100));
	});

	it("is refused when it has passed, and for a monitor that is not paused", () => {
		expect(refusePause(until(100), 99)).toBeNull();
		expect(refusePause(until(null), 99)).toBeNull();
		expect(refusePause(WATCHED, 99)).toBeNull();
		expect(refusePause(until(100), 100)).toBe("must be in the future");
		expect(refusePause({ paused: false, pausedUntil: 100 }, 99)).toBe("is only for a monitor that is paused");
	});
});
