import { readIncident, readTimeline } from "../../../db/incidents/incidents.ts";
import { readPagingPlan } from "../../../db/services/paging-plan.ts";
import type { Target } from "../../paging/rules/paging-plan.ts";
import type { Env } from "../../platform/env.ts";
import { incidentOf } from "../../platform/stubs.ts";
import type { TimelineEvent } from "../rules/incident-types.ts";
import { asTimeline, readEvent } from "../rules/stored-events.ts";

/**
 * Gives an incident that only the database knows (imported, or its object was lost) its object back, so that it can be
 * commanded. False when the database does not know it either, or its service is gone.
 */
export async function restoreIncident(env: Env, id: string): Promise<boolean> {
	const view = await readIncident(env.DB, id);
	if (!view) return false;
	const events = await readTimeline(env.DB, id, 0, 100_000);
	const paging = await readPagingPlan(env.DB, view.service.id, pagedIn(events));
	if (!paging) return false;
	await incidentOf(env, id).restore(events, paging);
	return true;
}

/** Whoever holds a page of it, be they on its service's ladder or not. */
function pagedIn(events: TimelineEvent[]): Target[] {
	const pages = events.map(readEvent).filter((event) => event.type === "page_queued");
	return pages.map(({ data: { userId, methodId } }) =>
		userId === null ? { kind: "webhook", id: methodId } : { kind: "user", id: userId },
	);
}

/** Events after `afterSeq`, of an incident that only the database has too; null for one that nobody knows. */
export async function timelineOf(
	env: Env,
	id: string,
	afterSeq: number,
	limit: number,
): Promise<TimelineEvent[] | null> {
	const incident = incidentOf(env, id);
	const events = await incident.timeline(afterSeq, limit);
	if (events.length > 0 || (await incident.view())) return events;
	const archived = await readTimeline(env.DB, id, afterSeq, limit);
	const isKnown = archived.length > 0 || (await readIncident(env.DB, id));
	return isKnown ? archived.map((row) => asTimeline(readEvent(row))) : null;
}
