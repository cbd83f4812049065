import { readPagingPlan } from "../../../db/services/paging-plan.ts";
import type { PagingPlan, Target } from "../../paging/rules/paging-plan.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import type { Incident } from "../rules/incident.ts";
import { namedBy, type Roster } from "../rules/roster.ts";

/** Longer than any healthy answer of the database, short enough that a page is not late because of it. */
const DATABASE_TIMEOUT_MS = 1_500;

/** The people of this incident as D1 has them now, and `also`, whom a command names. `pagingBy` makes them the plan to page by. */
export async function readRoster(
	env: Env,
	incident: Incident,
	snapshot: PagingPlan,
	also: Target[] = [],
): Promise<Roster> {
	const asked = [...namedBy(incident, snapshot), ...also];
	// A test page belongs to no service: its plan is its own.
	const isOwn = snapshot.service.id === "";
	return { asked, plan: isOwn ? null : await readInTime(env, snapshot.service.id, asked) };
}

/** The plan that an incident was opened with is as good as read anew for this long. */
const HANDED_OVER_MS = 2_000;

/** The Desk that opened an incident has just handed over who there is: its first page waits for no database. */
export function peopleNow(
	env: Env,
	incident: Incident | null,
	snapshot: PagingPlan,
): Roster | null | Promise<Roster> {
	if (incident === null) return null;
	const isFirst = incident.levelPagedAt === null;
	const isHandedOver = isFirst && Date.now() - incident.triggeredAt < HANDED_OVER_MS;
	return isHandedOver ? { plan: null, asked: [] } : readRoster(env, incident, snapshot);
}

async function readInTime(env: Env, serviceId: string, also: Target[]): Promise<PagingPlan | null> {
	try {
		return await withTimeout(readPagingPlan(env.DB, serviceId, also), DATABASE_TIMEOUT_MS);
	} catch (error) {
		log("roster.database_down", { serviceId, error: String(error) });
		return null;
	}
}
