import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeHeartbeatKey, parseHeartbeatKey } from "../../../worker/monitoring/heartbeats/heartbeat-key.ts";
import {
	afterBeat,
	expectedAt,
	type Heard,
	type HeartbeatTerms,
	heartbeatState,
	lateFrom,
	looksAt,
	NOTHING_HEARD,
	notAfter,
} from "../../../worker/monitoring/rules/heartbeat.ts";
import { days, hours, type Instant, minutes, seconds } from "../../../worker/platform/rules/time.ts";

const NOON = Date.UTC(2026, 10, 23, 12);
const hourly: HeartbeatTerms = { intervalSeconds: 3_600, schedule: null, graceSeconds: 300 };
const nightly = (timeZone: string): HeartbeatTerms => ({
	intervalSeconds: 0,
	schedule: { cron: "0 2 * * *", timeZone },
	graceSeconds: 600,
});
const beat = (kind: "success" | "start" | "fail", text = "") => ({ kind, text });
const reported = (at: Instant): Heard => afterBeat(NOTHING_HEARD, beat("success"), at);
const outcomeAt = (terms: HeartbeatTerms, heard: Heard, now: Instant) =>
	heartbeatState(terms, heard, now)?.outcome ?? "pending";

describe("a heartbeat", () => {
	it("waits for its first beat, however long that takes", () => {
		expect(heartbeatState(hourly, NOTHING_HEARD, NOON + days(400))).toBeNull();
		expect(looksAt(hourly, NOTHING_HEARD)).toBeNull();
	});

	it("is up until its interval and its grace are over, and late from then on", () => {
		const heard = reported(NOON);
		const late = NOON + hours(1) + minutes(5);
		expect(looksAt(hourly, heard)).toBe(late);
		expect(outcomeAt(hourly, heard, late - 1)).toBe("up");
		expect(heartbeatState(hourly, heard, late)).toMatchObject({ outcome: "down", reason: "late", at: late });
		expect(heartbeatState(hourly, heard, late)?.detail).toBe(
			"no beat since 2026-11-23 12:00 UTC, expected by 2026-11-23 13:00 UTC",
		);
	});

	it("that was found late stays so until it reports, and is looked at whenever one more beat is missed", () => {
		const late = NOON + hours(1) + minutes(5);
		const heard = { ...reported(NOON), lateAt: late };
		expect(looksAt(hourly, heard)).toBe(late + hours(1));
		expect(looksAt(hourly, { ...heard, lateAt: late + hours(30) + 7 })).toBe(late + hours(31) + 7);
		expect(outcomeAt(hourly, { ...heard, countsFrom: late + minutes(1) }, late + minutes(2))).toBe("down");
		expect(outcomeAt(hourly, afterBeat(heard, beat("success"), late + 1), late + 2)).toBe("up");
	});

	it("is down at once when its job reports a failure, with what it said", () => {
		const heard = afterBeat(reported(NOON), beat("fail", "disk full"), NOON + minutes(1));
		expect(heartbeatState(hourly, heard, NOON + minutes(1))).toMatchObject({
			outcome: "down",
			reason: "failed",
			detail: "disk full",
		});
		expect(looksAt(hourly, heard)).toBe(NOON + minutes(1) + hours(1) + minutes(5));
	});

	it("tells how long a run took that reported its start, and is late when the run takes longer than the grace", () => {
		const started = afterBeat(reported(NOON), beat("start"), NOON + minutes(10));
		expect(lateFrom(hourly, started)).toBe(NOON + minutes(15));
		expect(heartbeatState(hourly, started, NOON + minutes(15))?.detail).toBe(
			"started 2026-11-23 12:10 UTC and has not ended",
		);
		const ended = afterBeat(started, beat("success"), NOON + minutes(14));
		expect(ended).toMatchObject({ tookMs: minutes(4), startedAt: null });
		expect(heartbeatState(hourly, ended, NOON + minutes(14))?.detail).toBe(
			"reported in 2026-11-23 12:14 UTC after 4 min",
		);
		expect(afterBeat(NOTHING_HEARD, beat("success"), NOON).tookMs).toBeNull();
	});

	it("whose very first run starts and never ends is late too", () => {
		const started = afterBeat(NOTHING_HEARD, beat("start"), NOON);
		expect(outcomeAt(hourly, started, NOON + minutes(4))).toBe("pending");
		expect(outcomeAt(hourly, started, NOON + minutes(5))).toBe("down");
	});

	it("counts from the end of a pause", () => {
		const heard = { ...reported(NOON), countsFrom: NOON + days(3) };
		expect(expectedAt(hourly, heard)).toBe(NOON + days(3) + hours(1));
	});

	it("takes a run that a fast clock began some seconds early for the one that is due", () => {
		const early = reported(Date.UTC(2026, 10, 24, 1, 59, 55));
		expect(expectedAt(nightly("UTC"), early)).toBe(Date.UTC(2026, 10, 25, 2));
	});

	it("remembers nothing from a time that is yet to come, after a clock was set back", () => {
		const heard = { ...reported(NOON), lateAt: NOON + hours(2) };
		expect(notAfter(heard, NOON - hours(1))).toMatchObject({
			endedAt: NOON - hours(1),
			lateAt: NOON - hours(1),
		});
		expect(notAfter(heard, NOON + days(1))).toEqual(heard);
	});
});

describe("a schedule", () => {
	it.each([
		[
			"that the clocks skip in spring is expected right after the gap",
			Date.UTC(2026, 2, 28, 1),
			Date.UTC(2026, 2, 29, 1),
		],
		[
			"that comes on the day after is expected an hour earlier by UTC",
			Date.UTC(2026, 2, 29, 1),
			Date.UTC(2026, 2, 30, 0),
		],
		["that comes twice in autumn is expected once", Date.UTC(2026, 9, 24, 0), Date.UTC(2026, 9, 25, 0)],
		["is not expected a second time that night", Date.UTC(2026, 9, 25, 0), Date.UTC(2026, 9, 26, 1)],
	])("%s", (_, ran, expected) => {
		expect(expectedAt(nightly("Europe/Berlin"), reported(ran + seconds(30)))).toBe(expected);
	});

	it("pages nobody for a year in which the job runs at each of its times, in every zone", () => {
		const zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"];
		fc.assert(
			fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 599 }), (zone, tookSeconds) => {
				const terms = nightly(zone);
				let heard = reported(Date.UTC(2026, 0, 1, 12));
				for (let night = 0; night < 365; night++) {
					const due = expectedAt(terms, heard)!;
					expect(outcomeAt(terms, heard, due + seconds(tookSeconds))).toBe("up");
					heard = afterBeat(heard, beat("success"), due + seconds(tookSeconds));
				}
				expect(heard.endedAt).toBeGreaterThan(Date.UTC(2026, 11, 30));
			}),
			{ numRuns: 20 },
		);
	});
});

describe("whatever a job does", () => {
	const acts = fc.array(
		fc.record({
			kind: fc.constantFrom("success" as const, "start" as const, "fail" as const),
			afterSeconds: fc.integer({ min: 0, max: 9_000 }),
		}),
		{ minLength: 1, maxLength: 20 },
	);

	it("its silence is found when the grace is over, and never before", () => {
		fc.assert(
			fc.property(acts, fc.integer({ min: 1, max: 5_000 }), (told, graceSeconds) => {
				const terms = { ...hourly, graceSeconds };
				let now = NOON;
				let heard = NOTHING_HEARD;
				for (const { kind, afterSeconds } of told) {
					now += seconds(afterSeconds);
					if (now >= (looksAt(terms, heard) ?? Number.POSITIVE_INFINITY)) heard = { ...heard, lateAt: now };
					heard = afterBeat(heard, beat(kind), now);
					const at = looksAt(terms, heard)!;
					expect(at).toBeGreaterThan(now);
					expect(at).toBeLessThanOrEqual(now + hours(1) + seconds(graceSeconds));
					expect(heartbeatState(terms, heard, at)?.reason).toBe("late");
					const before = heartbeatState(terms, heard, at - 1)?.reason;
					expect(before === "late").toBe(heard.lateAt !== null);
				}
			}),
		);
	});
});

describe("a heartbeat key", () => {
	const ID = "mon_01J0000000000000000000000A";

	it("names its monitor and its slice, and is known by the hash of its secret", () => {
		const { key, keyHash } = makeHeartbeatKey(ID, "slice-17");
		expect(parseHeartbeatKey(key)).toEqual({ monitorId: ID, slice: "slice-17", keyHash });
		expect(key).not.toContain(keyHash);
		expect(key).toMatch(/^[0-9A-Za-z]+$/);
		expect(makeHeartbeatKey(ID, "slice-17").key).not.toBe(key);
	});

	it.each([
		"",
		"thk",
		makeHeartbeatKey(ID, "slice-1").key.slice(1),
		`${makeHeartbeatKey(ID, "slice-1").key}0`,
	])("%j is none", (text) => {
		expect(parseHeartbeatKey(text)).toBeNull();
	});
});
