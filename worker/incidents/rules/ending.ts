/** What an end still has before it: a soak that runs out, a resolve that can be taken back, the public to be told. */
import type { Instant } from "../../platform/rules/time.ts";
import { FLAP_CALM_MS } from "./flapping.ts";
import type { Incident } from "./incident.ts";
import type { Page } from "./incident-types.ts";

interface EndStep {
	at: Instant;
	step: { kind: "calm" | "soak_end" | "announce" };
}

/**
 * What flapped and works for long enough is over, and so is a soak without a failure; a resolve that nobody took back is
 * told to the public.
 */
export function endSteps(incident: Incident): EndStep[] {
	const { soak, unannounced, flapping } = incident;
	if (incident.state !== "resolved" && flapping && flapping.calmSince !== null)
		return [{ at: flapping.calmSince + FLAP_CALM_MS, step: { kind: "calm" } }];
	if (soak) return [{ at: soak.untilAt, step: { kind: "soak_end" } }];
	if (unannounced === null || !awaitsAnnouncement(incident)) return [];
	return [{ at: unannounced.undoUntilAt, step: { kind: "announce" } }];
}

/** While it is watched, only who is called in meanwhile is paged. */
export function isFromBeforeSoak({ soak }: Incident, page: Page): boolean {
	return soak !== null && (page.level > 0 || page.queuedAt < soak.startedAt);
}

/** Whether the public is yet to be told of the end: nobody is, where it never saw a beginning. */
export function awaitsAnnouncement({ unannounced, component, published, drill }: Incident): boolean {
	return unannounced !== null && component !== null && published && !drill;
}

/** Whether the resolve may still be taken back. */
export function mayUndo({ unannounced }: Incident, now: Instant): boolean {
	return unannounced !== null && now < unannounced.undoUntilAt;
}

/** Nothing is left that could become of it by itself. */
export function isOver(incident: Incident): boolean {
	return incident.state === "resolved" && !awaitsAnnouncement(incident);
}
