/** What the first run and the lists say, and what they make of what is typed. */
import { describe, expect, it } from "vitest";
import { checkWords, verdict } from "../../app/screens/monitoring/check-words.ts";
import { intervals, measuredWords } from "../../app/screens/monitoring/monitor-words.ts";
import { progressOf } from "../../app/screens/people/first-run/test-run.ts";
import { methodsWords, reachOf } from "../../app/screens/people/reach-words.ts";
import type { Failure } from "../../app/state/api.ts";
import { inUseWords } from "../../app/state/in-use-words.ts";
import type { Check, ContactMethod, TimelineEvent } from "../../app/state/wire.ts";

const AT = Date.UTC(2026, 10, 23, 3, 0, 0);
const iso = (afterMs: number) => new Date(AT + afterMs).toISOString();

describe("what the regions saw", () => {
	const seen = (...outcomes: Check["outcome"][]) =>
		outcomes.map(
			(outcome) => ({ outcome, region: "weur", latencyMs: 212, reason: null, detail: "HTTP 503" }) as Check,
		);

	it.each([
		[seen("up", "up", "up"), "up", "Responding"],
		[seen("down", "down", "up"), "down", "Not responding"],
		[seen("down", "up", "up"), "degraded", "Unreachable from some regions"],
		[seen("degraded", "degraded"), "degraded", "Responding slowly"],
		[seen(), "unknown", "The first check returned no result"],
	])("is one word", (checks, outcome, words) => expect(verdict(checks)).toEqual({ outcome, words }));

	it("is told with its reason where it failed", () => {
		expect(seen("up", "down").map(checkWords)).toEqual(["Up, 212 ms", "Down: HTTP 503"]);
	});
});

describe("the list of monitors", () => {
	it("says since when it is measured, while that is less than its longest span", () => {
		expect(measuredWords(iso(-60_000), AT)).toMatch(/^Measured since \d\d:\d\d\.$/);
		expect(measuredWords(iso(-91 * 86_400_000), AT)).toBeNull();
	});

	it("offers the present rhythm even when it is an unusual one", () => {
		expect(intervals(45).map((one) => one.value)).toEqual(["10", "30", "45", "60", "300", "900", "3600"]);
	});
});

describe("a test page's stopwatch", () => {
	const event = (type: string, afterMs: number, data = {}) =>
		({ type, at: iso(afterMs), data }) as TimelineEvent;

	it("counts from the sending, by the server's clock", () => {
		const events = [event("triggered", 0), event("page_queued", 100), event("page_received", 1_900)];
		expect(progressOf(events)).toEqual({ deliveredMs: 1_800, acknowledgedMs: null, failed: null });
		expect(progressOf([...events, event("acknowledged", 6_100)]).acknowledgedMs).toBe(6_000);
	});

	it("tells a failure only as long as nothing arrived", () => {
		const failed = [event("page_queued", 0), event("page_failed", 50, { reason: "gone" })];
		expect(progressOf(failed).failed).toBe("gone");
		expect(progressOf([...failed, event("page_received", 900)]).failed).toBeNull();
	});
});

describe("whether somebody can be reached", () => {
	const method = (state: string, lastReceiptAt: string | null) => ({ state, lastReceiptAt }) as ContactMethod;
	const DAY = 86_400_000;

	it.each([
		["without a device", [], "Not reachable"],
		["with one that is turned off", [method("disabled", iso(0))], "Not reachable"],
		["with one that never rang", [method("active", null)], "Not tested"],
		["with one that is long silent", [method("active", iso(-15 * DAY))], "No recent receipt"],
		["with one that rang yesterday", [method("active", iso(-DAY)), method("active", null)], "Reachable"],
	])("is said truthfully: %s", (_what, methods, words) => expect(reachOf(methods, AT).words).toBe(words));

	it("names each way with what is known of it", () => {
		const one = (name: string, kind: string, state: string, last: string | null = null) =>
			({ name, kind, state, lastReceiptAt: last, lastReceiptMs: null }) as unknown as ContactMethod;
		const ways = [
			one("Pixel", "push", "active", iso(-60_000)),
			one("iPad", "push", "active"),
			one("Mail", "email", "active"),
			one("Slack", "slack", "unverified"),
			one("Old phone", "push", "disabled", iso(-60_000)),
		];
		expect(methodsWords(ways, AT)).toBe(
			"Pixel: last receipt 1 min ago. iPad: never tested. Mail: on, arrival isn’t confirmed. " +
				"Slack: not verified. Old phone: turned off.",
		);
		expect(methodsWords([], AT)).toBe("No contact method");
	});
});

describe("why something cannot go", () => {
	const refused = (referrers: string[]): Failure => ({
		ok: false,
		problem: {
			...{ slug: "in-use", status: 409, title: "", detail: "", requestId: null, errors: [] },
			body: { referrers },
		},
	});

	it("names what needs it in words, not in identifiers", () => {
		expect(inUseWords(refused(["pol_01J"]))).toBe("Still used by an escalation policy. Change that first.");
		expect(inUseWords(refused(["mon_1", "mon_2", "int_1"]))).toBe(
			"Still used by 2 monitors and an integration. Change those first.",
		);
		expect(inUseWords(refused([]))).toMatch(/^An open incident is using this/);
	});
});
