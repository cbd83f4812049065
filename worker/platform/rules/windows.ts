import { days, type Instant } from "./time.ts";
import { firstInstantOf, midnightOf, type Reading, readingAt, timeOfDay, weekday } from "./wall-clock.ts";

/**
 * Open from `from` to `to` ("HH:MM") on `days`, 1 = Monday, the day on which it opens. A `to` that is not after
 * `from` is on the next day, so that from = to is a whole day.
 */
export interface WeeklyWindow {
	days: number[];
	from: string;
	to: string;
}

/** A stretch of time in which nothing opens or closes; endless where nothing ever does. */
export interface Opening {
	open: boolean;
	startsAt: Instant;
	endsAt: Instant;
}

// A window that a clock change swallowed whole is there again a week later.
const FARTHEST_DAYS = 15;

/** Whether any of the windows is open at `at`, and since and until when, on the clocks of `zone`. */
export function openingAt(windows: WeeklyWindow[], zone: string, at: Instant): Opening {
	if (windows.some(neverCloses)) {
		return { open: true, startsAt: Number.NEGATIVE_INFINITY, endsAt: Number.POSITIVE_INFINITY };
	}
	const today = midnightOf(readingAt(zone, at));
	const around = [-2, -1, 0, 1].flatMap((offset) => spansOf(windows, zone, today + days(offset)));
	const now = around.filter((span) => span.startsAt <= at && at < span.endsAt);
	if (now.length === 0) {
		return { open: false, startsAt: lastClosing(windows, zone, at), endsAt: nextOpening(windows, zone, at) };
	}
	return {
		open: true,
		startsAt: Math.min(...now.map((span) => span.startsAt)),
		endsAt: Math.max(...now.map((span) => span.endsAt)),
	};
}

const neverCloses = (window: WeeklyWindow): boolean =>
	window.from === window.to && [1, 2, 3, 4, 5, 6, 7].every((day) => window.days.includes(day));

interface Span {
	startsAt: Instant;
	endsAt: Instant;
}

/** The openings that begin on the day of `midnight`. One that lies in a clock change has no length and is none. */
function spansOf(windows: WeeklyWindow[], zone: string, midnight: Reading): Span[] {
	return windows
		.filter((window) => window.days.includes(weekday(midnight)))
		.map((window) => {
			const from = timeOfDay(window.from);
			const to = timeOfDay(window.to);
			return {
				startsAt: firstInstantOf(zone, midnight + from),
				endsAt: firstInstantOf(zone, midnight + to + (to > from ? 0 : days(1))),
			};
		})
		.filter((span) => span.startsAt < span.endsAt);
}

function nextOpening(windows: WeeklyWindow[], zone: string, at: Instant): Instant {
	const today = midnightOf(readingAt(zone, at));
	for (let offset = -1; offset <= FARTHEST_DAYS; offset++) {
		const starts = spansOf(windows, zone, today + days(offset))
			.map((span) => span.startsAt)
			.filter((startsAt) => startsAt > at);
		if (starts.length > 0) return Math.min(...starts);
	}
	return Number.POSITIVE_INFINITY;
}

function lastClosing(windows: WeeklyWindow[], zone: string, at: Instant): Instant {
	const today = midnightOf(readingAt(zone, at));
	const endsOf = (offset: number): Instant[] =>
		spansOf(windows, zone, today + days(offset))
			.map((span) => span.endsAt)
			.filter((endsAt) => endsAt <= at);
	for (let offset = 1; offset >= -FARTHEST_DAYS; offset--) {
		const ends = endsOf(offset);
		// The window of the day before may close after this day's did.
		if (ends.length > 0) return Math.max(...ends, ...endsOf(offset - 1));
	}
	return Number.NEGATIVE_INFINITY;
}
