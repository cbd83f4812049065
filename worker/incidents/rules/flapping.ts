/**
 * When one problem begins again and again. The third start within 15 minutes makes its incident flap: it then stays open
 * through the pauses between failures, pages at most once in 15 minutes, and only while the problem is there. It is calm
 * again, and resolved, after 15 minutes without a failure, or when a person resolves it; after 15 minutes without a pause
 * the ladder has its own pace again.
 */

import { type Instant, minutes } from "../../platform/rules/time.ts";
import type { Flapping, Incident } from "./incident.ts";

/** So many starts within `FLAP_WINDOW_MS` are one flapping problem. */
export const FLAP_STARTS = 3;
export const FLAP_WINDOW_MS = minutes(15);
export const FLAP_PAGE_EVERY_MS = minutes(15);
export const FLAP_CALM_MS = minutes(15);

/** The starts that still count at `now`, oldest first, `now` among them. */
export function startsWithin(starts: readonly Instant[], now: Instant): Instant[] {
	return [...starts.filter((at) => at > now - FLAP_WINDOW_MS), now].slice(-FLAP_STARTS);
}

/** True when a start at `now` is one too many. */
export function flaps(starts: readonly Instant[], now: Instant): boolean {
	return startsWithin(starts, now).length >= FLAP_STARTS;
}

/** It fails: once more after a calm, or still. */
export function failsAgain({ failsSince, calmSince }: Flapping, at: Instant): Flapping {
	return { failsSince: calmSince === null ? failsSince : at, calmSince: null };
}

/** Nobody is to be paged for it: it flaps, and just now it works. */
export function isPausedByFlapping({ flapping }: Incident): boolean {
	return flapping !== null && flapping.calmSince !== null;
}

/**
 * The earliest moment at which the ladder may page again: `at` unless the incident flaps. What fails for a quarter of an
 * hour without a pause is an outage: from then on the ladder has its own pace.
 */
export function dampedAt(incident: Incident, at: Instant): Instant {
	const { flapping } = incident;
	if (flapping === null) return at;
	return Math.max(at, Math.min(dampedFrom(incident, at), flapping.failsSince + FLAP_WINDOW_MS));
}

/** When a flapping incident may be paged for again; `now` when it never was. */
export function dampedFrom({ levelPagedAt }: Incident, now: Instant): Instant {
	return levelPagedAt === null ? now : levelPagedAt + FLAP_PAGE_EVERY_MS;
}
