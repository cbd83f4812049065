import { describe, expect, it } from "vitest";
import { marksOf } from "../../app/screens/incidents/replay/marks.ts";
import { type Player, playerKey } from "../../app/screens/incidents/replay/player.ts";
import { recordingOf, standingAt, stopBeside, within } from "../../app/screens/incidents/replay/recording.ts";
import {
	addressOf,
	instantIn,
	nextWords,
	promiseWords,
	roleWords,
	standWords,
} from "../../app/screens/incidents/replay/replay-words.ts";
import type { TimelineLine } from "../../app/state/timeline-text.ts";
import type { TimelineEvent } from "../../app/state/wire.ts";
import { asTimeline } from "../../worker/incidents/rules/stored-events.ts";
import { toWire } from "../../worker/platform/rules/time.ts";
import { Timeline } from "../support/timelines.ts";

const at = (second: number) => Date.UTC(2026, 10, 23, 3, 12, second);
const BO = { kind: "user", id: "bo", name: "Bo" } as const;
const life = () =>
	new Timeline(at(0), { publicUpdateEverySeconds: 900 })
		.paged(at(1), "ana")
		.acknowledged(at(30), { actor: BO })
		.add("role_assigned", at(40), { role: "scribe", userId: "ana", userName: "Ana" }, BO)
		.update(at(50), at(950))
		.resolved(at(58), "real", BO);
const wire = (line: Timeline): TimelineEvent[] =>
	line.events.map((event) => ({ ...asTimeline(event), at: toWire(event.at) }));
const next = {
	at: toWire(at(300)),
	level: 2,
	round: 1,
	targets: [{ kind: "user" as const, id: "bo", name: "Bo" }],
};
const PAGES = [
	{ seq: 1, at: toWire(at(0)), nextEscalation: next },
	{ seq: 4, at: toWire(at(30)), nextEscalation: null },
];
const recording = () => recordingOf(wire(life()), PAGES, at(120))!;

describe("a replay", () => {
	it("shows what was known at each second, and who was to be paged next", () => {
		const states = [0, 29, 30, 57, 58].map((second) => standingAt(recording(), at(second)).incident?.state);
		expect(states).toEqual(["triggered", "triggered", "acknowledged", "acknowledged", "resolved"]);
		expect(standingAt(recording(), at(29)).next).toEqual(next);
		expect(standingAt(recording(), at(30)).next).toBeNull();
		expect(standingAt(recording(), at(29)).events.map(({ type }) => type)).toEqual([
			...["triggered", "page_queued", "page_attempted"],
		]);
	});

	it("opens at the beginning of what is over, and as it stands of what goes on", () => {
		expect(recording()).toMatchObject({ from: at(0), to: at(58), opensAt: at(0) });
		const open = wire(life().reopened(at(90)));
		expect(recordingOf(open, [], at(120))).toMatchObject({ to: at(120), opensAt: at(120) });
		expect(recordingOf([], [], at(120))).toBeNull();
	});

	it("goes from event to event, and not beyond the ends", () => {
		expect(stopBeside(recording(), at(0), 1)).toBe(at(1));
		expect(stopBeside(recording(), at(31), 1)).toBe(at(40));
		expect(stopBeside(recording(), at(31), -1)).toBe(at(30));
		expect(stopBeside(recording(), at(30), -1)).toBe(at(1));
		expect(stopBeside(recording(), at(0), -1)).toBe(at(0));
		expect(stopBeside(recording(), at(58), 1)).toBe(at(58));
		expect(within(recording(), at(500))).toBe(at(58));
	});

	it("keeps the order of events where a clock was set back", () => {
		const line = life();
		line.events[3]!.at = at(-100);
		const set = recordingOf(wire(line), [], at(120))!;
		expect(set.reached).toEqual(set.reached.toSorted((a, b) => a - b));
		expect(standingAt(set, at(1)).incident?.state).toBe("acknowledged");
		expect(standingAt(set, at(0)).incident?.state).toBe("triggered");
	});

	it("ends before an event that makes no sense, and says which", () => {
		const events = wire(life());
		const torn = events.map((event) => (event.seq === 5 ? { ...event, seq: 9 } : event));
		const damaged = recordingOf(torn, [], at(30))!;
		expect(damaged).toMatchObject({ damagedSeq: 9, to: at(30) });
		expect(standingAt(damaged, at(58)).incident?.state).toBe("acknowledged");
		expect(recordingOf(events.slice(1), [], at(120))).toBeNull();
	});

	it("says who had it, who did what and what was to come", () => {
		const incident = (second: number) => standingAt(recording(), at(second)).incident!;
		expect(standWords(incident(0))).toBe("Not acknowledged");
		expect(standWords(incident(30), "ana", "UTC")).toBe("Acknowledged by Bo at 03:12:30");
		expect(standWords(incident(30), "bo", "UTC")).toBe("Acknowledged by you at 03:12:30");
		expect(standWords(incident(58), undefined, "UTC")).toBe("Resolved at 03:12:58");
		expect(roleWords(incident(40))).toBe("Scribe: Ana");
		expect(nextWords(next, at(80))).toBe("Pages Bo in 3:40");
		expect(nextWords(next, at(300))).toBe("Paging Bo now");
		expect(nextWords(null, at(0))).toBeNull();
		expect(promiseWords(incident(0), at(0))).toBe("Public update due in 15:00");
		expect(promiseWords(incident(50), at(1_000), "UTC")).toBe("Public update overdue since 03:27:50");
		expect(promiseWords(incident(58), at(58))).toBeNull();
	});

	it("stands in the address, and reads it back", () => {
		expect(addressOf(at(9))).toBe("2026-11-23T03:12:09Z");
		expect(addressOf(at(9) + 250)).toBe("2026-11-23T03:12:09.250Z");
		expect(instantIn(addressOf(at(9) + 250))).toBe(at(9) + 250);
		expect(instantIn("yesterday")).toBeNull();
		expect(instantIn(undefined)).toBeNull();
	});
});

describe("the marks of the slider", () => {
	const line = (second: number, tone: TimelineLine["tone"]): TimelineLine => ({
		...{ seq: second, at: at(second), text: "", tone, by: "system" },
	});

	it("are one where events are close together, in the tone of the gravest", () => {
		const marks = marksOf(
			[line(0, "quiet"), line(0, "down"), line(30, "person"), line(60, "well")],
			at(0),
			at(60),
		);
		expect(marks).toEqual([
			{ place: 0, count: 2, tone: "down" },
			{ place: 0.5, count: 1, tone: "person" },
			{ place: 1, count: 1, tone: "well" },
		]);
	});

	it("are never more than a phone can show apart, and lose none", () => {
		const lines = Array.from({ length: 10_000 }, (_, n) => line(n, "quiet"));
		const marks = marksOf(lines, at(0), at(9_999));
		expect(marks.length).toBeLessThanOrEqual(61);
		expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
		expect(marksOf([line(0, "down")], at(0), at(0))).toEqual([{ place: 0, count: 1, tone: "down" }]);
	});
});

describe("the keys of a replay", () => {
	const press = (key: string, shiftKey = false) => {
		const went: string[] = [];
		const player = {
			at: () => at(30),
			go: (to: number) => void went.push(`to ${(to - at(0)) / 1_000}`),
			step: (by: number) => void went.push(`step ${by}`),
			toggle: () => void went.push("toggle"),
		} as unknown as Player;
		const event = { key, shiftKey, ctrlKey: false, metaKey: false, altKey: false } as KeyboardEvent;
		const isOurs = playerKey(player, recording(), event);
		return isOurs ? went.join() : null;
	};

	it.each([
		["ArrowRight", false, "step 1"],
		["ArrowLeft", false, "step -1"],
		["ArrowRight", true, "to 40"],
		["ArrowLeft", true, "to 20"],
		["Home", false, "to 0"],
		["End", false, "to 58"],
		[" ", false, "toggle"],
		["x", false, null],
	])("%s with Shift %s: %s", (key, shift, does) => expect(press(key, shift)).toBe(does));
});
