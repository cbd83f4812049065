/** How a test page is followed: closely at first, then less, and not for ever. */
import { createRoot } from "solid-js";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { said } from "../../app/screens/people/first-run/stopwatch-words.ts";
import { useTestRun } from "../../app/screens/people/first-run/test-run.ts";
import type { TimelineEvent } from "../../app/state/wire.ts";

const MINUTE = 60_000;
let events: { type: string; at: string; data: object }[];
let asked: number;

beforeEach(() => {
	vi.useFakeTimers();
	[events, asked] = [[], 0];
	vi.stubGlobal("fetch", async (url: string) => {
		if (url.endsWith("/test")) return Response.json({ incidentId: "inc_1" });
		asked++;
		return Response.json({ items: events });
	});
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

function happens(type: TimelineEvent["type"]): void {
	events.push({ type, at: new Date().toISOString(), data: {} });
}

/** A test page that was just sent to Ana's phone. */
async function sent() {
	const acknowledged = vi.fn();
	const test = createRoot((leave) => ({
		...useTestRun(() => ({ userId: "usr_ana", methodId: "met_1" }), acknowledged),
		leave,
	}));
	happens("page_queued");
	await test.send();
	return { ...test, acknowledged };
}

describe("a test page that was sent", () => {
	it("is asked about each second for a minute, then every five seconds", async () => {
		await sent();
		await vi.advanceTimersByTimeAsync(MINUTE);
		expect(asked).toBe(60);
		await vi.advanceTimersByTimeAsync(MINUTE);
		expect(asked).toBe(72);
	});

	it("is given up after a quarter of an hour, says so, and can be sent again", async () => {
		const { run, send } = await sent();
		await vi.advanceTimersByTimeAsync(16 * MINUTE);
		expect(said(run(), "Bedside", 0)).toBe("Not delivered: timed out");
		const before = asked;
		await vi.advanceTimersByTimeAsync(60 * MINUTE);
		expect(asked).toBe(before);
		await send();
		await vi.advanceTimersByTimeAsync(1_000);
		expect([run().kind, asked]).toEqual(["running", before + 1]);
	});

	it("is told as delivered, when it was, though nobody acknowledged it", async () => {
		const { run } = await sent();
		await vi.advanceTimersByTimeAsync(1_800);
		happens("page_received");
		await vi.advanceTimersByTimeAsync(16 * MINUTE);
		expect(said(run(), "Bedside", 0)).toBe("Delivered in 1.8 s, but not acknowledged");
	});

	it("is no longer asked about once it is acknowledged", async () => {
		const { run, acknowledged } = await sent();
		happens("acknowledged");
		await vi.advanceTimersByTimeAsync(MINUTE);
		expect([run().kind, asked, acknowledged.mock.calls.length]).toEqual(["acknowledged", 1, 1]);
	});

	it("is no longer asked about once its screen was left", async () => {
		const { leave } = await sent();
		await vi.advanceTimersByTimeAsync(3_000);
		leave();
		await vi.advanceTimersByTimeAsync(MINUTE);
		expect(asked).toBe(3);
	});
});
