import { days, hours, type Instant } from "../../platform/rules/time.ts";
import { firstInstantOf, midnightOf, readingAt, weekday } from "../../platform/rules/wall-clock.ts";
import { type Digest, type News, subjectOf, type Told } from "./news.ts";
import type { DigestFrequency } from "./subscription.ts";

/** In the morning, on the clocks of the status page. */
const AT_MS = hours(8);

/** The next morning, or Monday morning, after an instant. */
export function nextDigestAt(frequency: DigestFrequency, after: Instant, timeZone: string): Instant {
	const midnight = midnightOf(readingAt(timeZone, after));
	const mornings = Array.from({ length: 9 }, (_, day) => midnight + days(day) + AT_MS);
	const fits = (reading: number) =>
		(frequency === "daily" || weekday(reading) === 1) && firstInstantOf(timeZone, reading) > after;
	return firstInstantOf(timeZone, mornings.find(fits) ?? midnight + days(7) + AT_MS);
}

/** One of all that came since the one before; null where there was nothing. */
export function digestOf(frequency: DigestFrequency, news: News[], now: Instant): Digest | null {
	const items = news.filter((one): one is Told => one.kind !== "digest");
	return items.length > 0 ? { kind: "digest", id: `${frequency}/${now}`, frequency, items, at: now } : null;
}

/** Each subject once, as it stood last, in the order in which they came up. */
export function latestOfEach(items: Told[]): Told[] {
	const latest = new Map<string, Told>();
	for (const item of items) latest.set(subjectOf(item), item);
	return [...latest.values()];
}
