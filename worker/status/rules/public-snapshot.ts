import type { PublicIncident } from "../../incidents/rules/public-view.ts";
import { PUBLIC_MAINTENANCE, type PublicMaintenance } from "../../maintenance/rules/public-maintenance.ts";
import type { PublicPage } from "../../people/rules/public-page.ts";
import { storedShape } from "../../platform/rules/stored-shape.ts";
import { days, type Instant, minutes } from "../../platform/rules/time.ts";
import type { PublicComponent } from "../../services/rules/component.ts";
import type { Doubts } from "./doubts.ts";
import type { PostedReviews } from "./public-review.ts";

/** How far back a snapshot tells: the ninety days of the bars, and a little for the day's edges. */
export const SNAPSHOT_MS = days(92);
/** Older than this, the page says so itself. */
export const LATE_AFTER_MS = minutes(2);

/** When all of this was known to be so. */
export interface SnapshotFacts {
	/** The last time our own status system was seen working: a minute tick, or a change. 0: never yet. */
	asOf: Instant;
	/** The last automatic check of any monitor; null before the first. */
	lastCheckedAt: Instant | null;
	/** From how many regions. */
	regions: number;
	/** Checks that are older than this have stopped; never less than `LATE_AFTER_MS` counts. */
	lateAfterMs: number;
}

/** All that the public page is made of; also what is kept for the day the rest is down. */
export interface PublicSnapshot extends SnapshotFacts {
	/** Greater after every change of the components or incidents, and never used twice. */
	version: number;
	components: PublicComponent[];
	/** Published ones that are open or ended within `SNAPSHOT_MS`. */
	incidents: PublicIncident[];
	/** What must not be claimed of the components although no published incident speaks against it. */
	doubts: Pick<Doubts, "of" | "checked">;
	/** Of these incidents. Absent in what an earlier version wrote. */
	reviews?: PostedReviews;
	/** Absent, or without some of it, in what an earlier version wrote. */
	page?: Partial<PublicPage>;
	/** Those that ended within `SNAPSHOT_MS`, go on, or are planned. Absent in what an earlier version wrote. */
	maintenances?: PublicMaintenance[];
}

/**
 * As the copy outside holds it, incidents and components of today included. Version 0 knew of no doubts, version 1 of no
 * maintenance that was cancelled.
 */
export const PUBLIC_SNAPSHOT = storedShape<PublicSnapshot>(
	(snapshot) => ({ doubts: { of: {}, checked: [] }, ...snapshot }),
	({ maintenances, ...snapshot }) => ({
		...snapshot,
		...(Array.isArray(maintenances) && {
			maintenances: maintenances.map((one) => PUBLIC_MAINTENANCE.unwrap(one).value),
		}),
	}),
);

export type Freshness =
	/** A new instance, before its first minute. */
	| { kind: "never" }
	| { kind: "checked"; at: Instant; ageMs: number; regions: number }
	/** Nothing is checked automatically; what people said is current. */
	| { kind: "current"; at: Instant; ageMs: number }
	/** We work, the checks do not. */
	| { kind: "checks_late"; at: Instant; ageMs: number }
	/** Our own status system is late: nothing on the page is newer than `at`. */
	| { kind: "late"; at: Instant; ageMs: number };

/** What the page may claim about its own age. An instant ahead of `now` (another machine's clock) is age 0. */
export function freshness(facts: SnapshotFacts, now: Instant): Freshness {
	const age = (at: Instant) => Math.max(0, now - at);
	const { asOf, lastCheckedAt, regions, lateAfterMs } = facts;
	if (asOf === 0) return { kind: "never" };
	if (age(asOf) > LATE_AFTER_MS) return { kind: "late", at: asOf, ageMs: age(asOf) };
	if (lastCheckedAt === null) return { kind: "current", at: asOf, ageMs: age(asOf) };
	const ageMs = age(lastCheckedAt);
	if (ageMs > Math.max(LATE_AFTER_MS, lateAfterMs)) return { kind: "checks_late", at: lastCheckedAt, ageMs };
	return { kind: "checked", at: lastCheckedAt, ageMs, regions };
}
