import { readIncident, readTimeline } from "../../../db/incidents/incidents.ts";
import { readPagingPlan } from "../../../db/services/paging-plan.ts";
import type { Env } from "../../platform/env.ts";
import { incidentOf } from "../../platform/stubs.ts";

/**
 * Gives an incident that only the database knows (imported, or its object was lost) its object back, so that it can be
 * commanded. False when the database does not know it either, or its service is gone.
 */
export async function restoreIncident(env: Env, id: string): Promise<boolean> {
	const view = await readIncident(env.DB, id);
	const paging = view ? await readPagingPlan(env.DB, view.service.id) : null;
	if (!paging) return false;
	const events = await readTimeline(env.DB, id, 0, 100_000);
	await incidentOf(env, id).restore(events, paging);
	return true;
}
