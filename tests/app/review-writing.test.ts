/** What helps to write a review: hints, whys, hours, keys, and what waits on the device. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Kept } from "../../app/outbox/written/device-text.ts";
import { mergedEntries, TimelineEntries } from "../../app/outbox/written/timeline-entries.ts";
import { blamelessHints } from "../../app/screens/reviews/review/blameless.ts";
import { besides, reviewKey } from "../../app/screens/reviews/review/review-keys.ts";
import { whyAfter, whysMarkdown, withWhys } from "../../app/screens/reviews/review/whys.ts";
import { meetingTimes } from "../../app/screens/reviews/review-words.ts";
import type { Failure, Result } from "../../app/state/api.ts";
import { SECTIONS, type TimelineEntry } from "../../worker/reviews/rules/review.ts";

const PEOPLE = ["Ana Lindqvist", "Bo Larsen", "Chidi"];

describe("blameless hints", () => {
	it.each([
		["Bo forgot to give the connection back.", "Bo"],
		["The pool was full because of Ana Lindqvist.", "Ana Lindqvist"],
		["Then Chidi didn’t look at the graph", "Chidi"],
		["It was Ana’s fault.", "Ana"],
		["Bo Larsen should have asked", "Bo Larsen"],
	])("point at %s", (text, name) => {
		expect(blamelessHints(text, PEOPLE)).toEqual([{ name, sentence: text }]);
	});

	it.each([
		"Ana acknowledged in two minutes.",
		"The release broke the pool. Bo rolled it back.",
		"Bob forgot it.",
		"The runbook failed to name a rollback, and Ana found one.",
		"Nobody noticed. The alert missed it.",
		"",
	])("say nothing of %j", (text) => {
		expect(blamelessHints(text, PEOPLE)).toEqual([]);
	});

	it("tell each sentence once, in its order", () => {
		const text = "Bo forgot it.\nAll was well.\nChidi broke it and Chidi ignored it.";
		expect(blamelessHints(text, PEOPLE).map(({ name }) => name)).toEqual(["Bo", "Chidi"]);
	});
});

describe("five whys", () => {
	it("ask on from the last answer, and become a list below what is there", () => {
		expect(whyAfter("Checkout times out", [])).toBe("Why did this happen: “Checkout times out”?");
		expect(whyAfter("x", ["No connection was free"])).toBe("Why: “No connection was free”?");
		expect(whysMarkdown(["No connection was free", "A release\nkept them.", " ", "lost"])).toBe(
			"1. Why did it happen? No connection was free.\n2. Why? A release kept them.",
		);
		expect(withWhys("It was the pool.\n", ["Full"])).toBe("It was the pool.\n\n1. Why did it happen? Full.");
		expect(withWhys("", ["Full"])).toBe("1. Why did it happen? Full.");
	});
});

describe("the hours that a meeting is offered", () => {
	const at = (day: number, hour: number) => new Date(2026, 10, day, hour).toISOString();
	const offers = (resolvedAt: string, now: string) => meetingTimes(resolvedAt, Date.parse(now));

	it("lie 24 to 48 h after the resolve and ahead, three at most", () => {
		// A Tuesday.
		const resolvedAt = new Date(2026, 10, 24, 3, 12).toISOString();
		const onTime = (...times: string[]) => ({ times, isLater: false });
		expect(offers(resolvedAt, resolvedAt)).toEqual(onTime(at(25, 10), at(25, 14), at(25, 16)));
		expect(offers(resolvedAt, at(25, 15))).toEqual(onTime(at(25, 16)));
		const late = at(24, 15);
		expect(offers(late, late)).toEqual(onTime(at(25, 16), at(26, 10), at(26, 14)));
	});

	it("are those of the next working day where these hold none", () => {
		const monday = { times: [at(30, 10), at(30, 14), at(30, 16)], isLater: true };
		// Friday at 03:12: the hours are Saturday's and the first of Sunday.
		expect(offers(new Date(2026, 10, 27, 3, 12).toISOString(), at(27, 4))).toEqual(monday);
		expect(offers(at(28, 12), at(28, 12))).toEqual({ times: [at(30, 10)], isLater: false });
		// They are over.
		expect(offers(at(24, 3), at(27, 17))).toEqual(monday);
	});
});

describe("keys in a review", () => {
	const press = (key: string, ctrlKey = false) => ({ key, ctrlKey, metaKey: false, altKey: false });

	it("move between sections, and leave letters to whoever writes", () => {
		expect([reviewKey(press("j"), false), reviewKey(press("j"), true)]).toEqual(["next", null]);
		expect(reviewKey(press("Enter", true), true)).toBe("next");
		expect(reviewKey(press("Escape"), true)).toBe("leave");
		expect([reviewKey(press("f"), false), reviewKey(press("f"), true)]).toEqual(["finish", null]);
		expect([reviewKey(press("k", true), false), reviewKey(press("Enter"), true)]).toEqual([null, null]);
	});

	it("begin at the first section and end at the last", () => {
		expect(besides(SECTIONS, undefined, 1)).toBe("summary");
		expect(besides(SECTIONS, "summary", -1)).toBe("summary");
		expect(besides(SECTIONS, "summary", 1)).toBe("timeline");
		expect(besides(SECTIONS, "actionItems", 1)).toBe("actionItems");
	});
});

describe("what is hidden of a timeline, or noted on it", () => {
	const hidden = (seq: number): TimelineEntry => ({ seq, hidden: true, note: null });
	const noted = (seq: number, note: string): TimelineEntry => ({ seq, hidden: false, note });
	const offline: Failure = { ok: false, offline: true };
	const stale = {
		ok: false,
		problem: { slug: "precondition-failed", status: 412, title: "", detail: "", requestId: null, errors: [] },
	} as unknown as Failure;

	beforeEach(() => {
		vi.useFakeTimers();
		return () => vi.useRealTimers();
	});

	/** A server that somebody else writes to between a reading and a writing. */
	function bench(answers: Result<never>[] = [], kept: Kept | null = null) {
		const place: { kept: Kept | null } = { kept };
		const server = { entries: [] as TimelineEntry[], version: 1 };
		const device = {
			read: () => place.kept,
			write(next: Kept) {
				place.kept = next;
			},
			drop() {
				place.kept = null;
			},
		};
		const send = vi.fn(async (entries: TimelineEntry[]) => {
			const answer = answers.shift();
			if (answer) {
				if (answer === stale) server.entries = [hidden(9)];
				return answer;
			}
			server.entries = entries;
			return { ok: true as const, value: server };
		});
		const tab = () => new TimelineEntries(device, async () => ({ ok: true, value: { ...server } }), send);
		return { one: tab(), place, server, send, tab };
	}

	it("is on the device at once, and at the server after a pause", async () => {
		const { one, place, server } = bench();
		one.change(hidden(3));
		expect(place.kept?.text).toContain('"seq":3');
		expect(one.over([noted(1, "a")])).toEqual([noted(1, "a"), hidden(3)]);
		await vi.advanceTimersByTimeAsync(1_000);
		expect([server.entries, place.kept, one.waiting]).toEqual([[hidden(3)], null, []]);
	});

	it("is put over what somebody else hid meanwhile, and undoes none of it", async () => {
		const { one, server } = bench([stale as Result<never>]);
		one.change(noted(3, "silent"));
		await vi.advanceTimersByTimeAsync(1_000);
		expect(server.entries).toEqual([noted(3, "silent"), hidden(9)]);
	});

	it("waits on the device without a network, and after the tab was killed", async () => {
		const first = bench([offline as Result<never>]);
		first.one.change(hidden(3));
		await vi.advanceTimersByTimeAsync(1_000);
		expect(first.one.waiting).toEqual([hidden(3)]);
		const second = bench([], first.place.kept);
		await second.one.flush();
		expect([second.server.entries, second.place.kept]).toEqual([[hidden(3)], null]);
	});

	it("keeps what two tabs hid or noted", async () => {
		const { one, server, tab } = bench();
		one.change(hidden(3));
		const other = tab();
		other.change(noted(5, "b"));
		one.change(hidden(7));
		await vi.advanceTimersByTimeAsync(3_000);
		expect(server.entries).toEqual([hidden(3), noted(5, "b"), hidden(7)]);
	});

	it("keeps one word an event, the last one", () => {
		expect(mergedEntries([hidden(2), noted(1, "a")], [noted(2, "b")])).toEqual([
			noted(1, "a"),
			noted(2, "b"),
		]);
	});
});
