import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { burning } from "../../app/gallery/incidents.ts";
import {
	type LiveState,
	type LiveStream,
	liveStream,
	PING_EVERY_MS,
	type Socket,
	STALE_AFTER_MS,
} from "../../app/state/live-stream.ts";

class Line implements Socket {
	onopen: (() => void) | null = null;
	onmessage: ((message: { data: unknown }) => void) | null = null;
	onclose: (() => void) | null = null;
	sent: string[] = [];
	closed = false;
	send(text: string) {
		this.sent.push(text);
	}
	close() {
		this.closed = true;
	}
	open(type: "reset" | "resumed", seq: number) {
		this.onopen?.();
		this.say({ type, seq });
	}
	say(message: object) {
		this.onmessage?.({ data: JSON.stringify(message) });
	}
	news(seq: number) {
		this.say({ type: "incident", seq, incident: burning(0), events: [] });
	}
}

let lines: { line: Line; after: number | null }[];
let states: LiveState[];
let news: number[];
let resets: number;
let refusals: number;
let stream: LiveStream;
const last = () => (lines.at(-1) as { line: Line }).line;

beforeEach(() => {
	vi.useFakeTimers();
	[lines, states, news, resets, refusals] = [[], [], [], 0, 0];
	stream = liveStream({
		open(after) {
			const line = new Line();
			lines.push({ line, after });
			return line;
		},
		onState: (state) => states.push(state),
		onNews: ({ seq }) => news.push(seq),
		onReset: () => resets++,
		onRefused: () => refusals++,
		chance: () => 1,
	});
	stream.start();
});
afterEach(() => {
	stream.stop();
	vi.useRealTimers();
});

describe("the live stream", () => {
	it("reads the whole picture again when the server cannot say what was missed, and only then", () => {
		last().open("reset", 40);
		expect([states, resets]).toEqual([["connecting", "live"], 1]);
		last().onclose?.();
		vi.advanceTimersByTime(500);
		last().open("resumed", 42);
		expect(resets).toBe(1);
	});

	it("tells of each socket that is closed before it is open, since the session may have ended elsewhere", () => {
		last().onclose?.();
		expect(refusals).toBe(1);
		vi.advanceTimersByTime(500);
		last().open("reset", 40);
		last().onclose?.();
		expect(refusals).toBe(1);
		vi.advanceTimersByTime(500);
		last().onclose?.();
		expect(refusals).toBe(2);
	});

	it("comes back after the last message it has, and takes none twice", () => {
		last().open("reset", 40);
		last().news(41);
		last().onclose?.();
		vi.advanceTimersByTime(500);
		expect(lines.map(({ after }) => after)).toEqual([null, 41]);
		last().open("resumed", 43);
		for (const seq of [41, 42, 43]) last().news(seq);
		expect(news).toEqual([41, 42, 43]);
	});

	it("reads nothing again where the server knows what was told since the page began", () => {
		last().open("resumed", 40);
		for (const seq of [41, 42]) last().news(seq);
		expect([news, resets]).toEqual([[41, 42], 0]);
		last().onclose?.();
		vi.advanceTimersByTime(500);
		expect(lines.at(-1)?.after).toBe(42);
	});

	it("comes back after what the server had told, also where nothing came since", () => {
		last().open("resumed", 40);
		last().onclose?.();
		vi.advanceTimersByTime(500);
		expect(lines.at(-1)?.after).toBe(40);
	});

	it("waits longer after each failure, twenty seconds at most, and starts small again after a success", () => {
		const waits: number[] = [];
		for (let turn = 0; turn < 8; turn++) {
			const before = lines.length;
			last().onclose?.();
			let waited = 0;
			while (lines.length === before) {
				vi.advanceTimersByTime(100);
				waited += 100;
			}
			waits.push(waited);
		}
		expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
		last().open("reset", 1);
		last().onclose?.();
		vi.advanceTimersByTime(500);
		expect(lines).toHaveLength(10);
	});

	it("stays live as long as pings are answered, and is stale fifteen seconds after the last word", () => {
		last().open("reset", 40);
		for (let beat = 0; beat < 5; beat++) {
			vi.advanceTimersByTime(PING_EVERY_MS);
			last().onmessage?.({ data: "pong" });
		}
		expect(last().sent).toEqual(Array(5).fill("ping"));
		expect(states.at(-1)).toBe("live");
		const silent = last();
		vi.advanceTimersByTime(STALE_AFTER_MS - 1);
		expect(states.at(-1)).toBe("live");
		vi.advanceTimersByTime(1);
		expect([states.at(-1), silent.closed]).toEqual(["stale", true]);
		vi.advanceTimersByTime(500);
		expect(lines).toHaveLength(2);
	});

	it("is stale as well when the first connection never comes about, and dials again", () => {
		vi.advanceTimersByTime(STALE_AFTER_MS + 500);
		expect([states, lines.length]).toEqual([["connecting", "stale"], 2]);
	});

	it("is stale as well when every connection opens and closes at once, without a word from the server", () => {
		last().open("reset", 40);
		const live = Date.now();
		while (Date.now() - live < STALE_AFTER_MS) {
			last().onopen?.();
			last().onclose?.();
			vi.advanceTimersByTime(1_000);
		}
		expect(states).toEqual(["connecting", "live", "stale"]);
		expect(lines.length).toBeGreaterThan(3);
	});

	it("tries at once when the device comes back, instead of waiting for its turn", () => {
		last().open("reset", 40);
		for (let turn = 0; turn < 5; turn++) {
			last().onclose?.();
			vi.advanceTimersByTime(20_000);
		}
		last().onclose?.();
		const before = lines.length;
		stream.wake();
		expect(lines.length).toBe(before + 1);
	});

	it("is shown as stale while the line is down, not as live", () => {
		last().open("reset", 40);
		last().onclose?.();
		vi.advanceTimersByTime(STALE_AFTER_MS);
		expect(states.at(-1)).toBe("stale");
	});

	it("is silent after it was stopped", () => {
		last().open("reset", 40);
		stream.stop();
		vi.advanceTimersByTime(60_000);
		expect([lines.length, states.at(-1)]).toEqual([1, "off"]);
	});
});
