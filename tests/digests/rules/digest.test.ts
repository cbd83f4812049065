import { describe, expect, it } from "vitest";
import { digestWords, isQuiet, weeksOf } from "../../../worker/digests/rules/digest.ts";
import {
	DEFAULT_DIGEST,
	digestWeek,
	isDigestDue,
	lastAndNext,
	weekUpTo,
} from "../../../worker/digests/rules/digest-week.ts";
import type { TimedFacts } from "../../../worker/metrics/rules/facts.ts";

const BERLIN = "Europe/Berlin";
const at = (text: string) => Date.parse(text);

describe("a person's week", () => {
	it("is read on Monday at 09:00 of their own clocks, in winter and in summer", () => {
		const dueIn = (zone: string, now: string) =>
			new Date(digestWeek(DEFAULT_DIGEST, zone, at(now)).at).toISOString();
		expect(dueIn(BERLIN, "2031-01-08T12:00:00Z")).toBe("2031-01-06T08:00:00.000Z");
		expect(dueIn(BERLIN, "2031-07-09T12:00:00Z")).toBe("2031-07-07T07:00:00.000Z");
		expect(dueIn("Pacific/Auckland", "2031-01-05T12:00:00Z")).toBe("2031-01-05T20:00:00.000Z");
	});

	it("is 167 or 169 hours long where the clocks change", () => {
		const hoursOf = (due: string) => {
			const { at: to, from } = weekUpTo(at(due), BERLIN);
			return (to - from) / 3_600_000;
		};
		expect(hoursOf("2031-03-31T07:00:00Z")).toBe(167);
		expect(hoursOf("2031-10-27T08:00:00Z")).toBe(169);
		expect(hoursOf("2031-06-02T07:00:00Z")).toBe(168);
	});

	it("is due at an hour that is skipped, as soon as the clocks have passed it", () => {
		const sunday = { ...DEFAULT_DIGEST, weekday: 7, hour: 2 };
		const { at: due } = digestWeek(sunday, BERLIN, at("2031-03-30T12:00:00Z"));
		expect(new Date(due).toISOString()).toBe("2031-03-30T01:00:00.000Z");
	});

	it("is one for every hour of five years, in every zone, and the next begins where the last one ended", () => {
		for (const zone of [BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]) {
			let last = lastAndNext(DEFAULT_DIGEST, zone, at("2031-01-01T00:00:00Z"));
			for (let now = at("2031-01-01T00:00:00Z"); now < at("2036-01-01T00:00:00Z"); now += 5 * 3_600_000) {
				const here = lastAndNext(DEFAULT_DIGEST, zone, now);
				expect(here.lastAt <= now && now < here.nextAt).toBe(true);
				if (here.lastAt !== last.lastAt) expect(here.lastAt).toBe(last.nextAt);
				last = here;
			}
		}
	});

	it("is not due for who came later, for who does not want it, or before its hour", () => {
		const now = at("2031-01-06T09:00:00Z");
		const person = { timeZone: BERLIN, createdAt: 0 };
		expect(isDigestDue(DEFAULT_DIGEST, person, now)?.week).toBe("2031-01-06");
		expect(isDigestDue(DEFAULT_DIGEST, { ...person, createdAt: now - 1_000 }, now)).toBeNull();
		expect(isDigestDue({ ...DEFAULT_DIGEST, wanted: false }, person, now)).toBeNull();
		expect(isDigestDue({ ...DEFAULT_DIGEST, hour: 12 }, person, now)).toBeNull();
		expect(isDigestDue(DEFAULT_DIGEST, person, at("2031-01-12T22:00:00Z"))?.week).toBe("2031-01-06");
	});
});

describe("the words of a digest", () => {
	const fact = (triggeredAt: number, more: Partial<TimedFacts> = {}): TimedFacts => ({
		...{ serviceId: "svc_1", severity: "P2", detectedAt: triggeredAt, triggeredAt },
		...{ acknowledgedAt: triggeredAt + 60_000, resolvedAt: triggeredAt + 600_000 },
		...{ isDrill: false, isMerged: false, pageCount: 2, nightPageCount: 1, updatesKept: 0, updatesLate: 0 },
		...more,
	});
	const nothing = { openItems: 0, overdueItems: 0, reviewsDue: 0, reviewsOverdue: 0 };

	it("say what is to be done first, then the week beside the one before", () => {
		const weeks = weeksOf([fact(5), fact(20), fact(30), fact(40, { isDrill: true })], 10);
		const digest = { openItems: 3, overdueItems: 1, reviewsDue: 1, reviewsOverdue: 0, ...weeks };
		expect(digestWords(digest)).toEqual({
			title: "Your week: 3 action items (1 overdue), 1 review due",
			body: "2 incidents (1 the week before) · 4 pages (2) · MTTA 1 min (1 min) · MTTR 10 min (10 min)",
		});
		expect(isQuiet(digest)).toBe(false);
	});

	it("leave out what there is none of, and nobody is told of two quiet weeks", () => {
		const digest = { ...nothing, ...weeksOf([], 0) };
		expect(digestWords(digest)).toEqual({
			title: "Your week: nothing to do",
			body: "0 incidents (0 the week before) · 0 pages (0)",
		});
		expect(isQuiet(digest)).toBe(true);
		expect(isQuiet({ ...nothing, ...weeksOf([fact(5)], 10) })).toBe(false);
	});
});
