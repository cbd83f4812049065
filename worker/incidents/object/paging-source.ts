import { readPagingPlan } from "../../../db/services/paging-plan.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import type { Incident } from "../rules/incident.ts";

/** Longer than any healthy answer of the database, short enough that a page is not late because of it. */
const DATABASE_TIMEOUT_MS = 1_500;

/**
 * The plan to page by: people, schedules and teams as they are now, the policy and the severities as they were when
 * the incident began, so that an edit never bends a ladder that runs. The snapshot alone when D1 does not answer.
 */
export async function freshPaging(env: Env, snapshot: PagingPlan): Promise<PagingPlan> {
	// A test page belongs to no service: its plan is its own.
	const fresh = snapshot.service.id === "" ? null : await readInTime(env, snapshot.service.id);
	return fresh === null ? snapshot : withPeopleOf(fresh, snapshot);
}

/** The plan that an incident was opened with is as good as read anew for this long. */
const HANDED_OVER_MS = 2_000;

/** The Desk that opened an incident has just handed over who there is: its first page waits for no database. */
export function peopleNow(
	env: Env,
	incident: Incident | null,
	snapshot: PagingPlan,
): PagingPlan | Promise<PagingPlan> {
	const isFirst = incident !== null && incident.levelPagedAt === null;
	const isHandedOver = isFirst && Date.now() - incident.triggeredAt < HANDED_OVER_MS;
	return isHandedOver ? snapshot : freshPaging(env, snapshot);
}

/** People as in `fresh`, the policy and the severities as in `snapshot`. */
export function withPeopleOf(fresh: PagingPlan, snapshot: PagingPlan): PagingPlan {
	const { service, policy, severityPolicy } = snapshot;
	return { ...fresh, service, policy, severityPolicy };
}

async function readInTime(env: Env, serviceId: string): Promise<PagingPlan | null> {
	try {
		return await withTimeout(readPagingPlan(env.DB, serviceId), DATABASE_TIMEOUT_MS);
	} catch (error) {
		log("roster.database_down", { serviceId, error: String(error) });
		return null;
	}
}
