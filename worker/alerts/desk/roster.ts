import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { incidentOf } from "../../platform/stubs.ts";

/** Open incidents say whom they page next: they must hear when that is another. What is lost here, the next page reads. */
export async function tellRoster(env: Env, plan: PagingPlan, incidentIds: string[]): Promise<void> {
	await Promise.all(
		incidentIds.map((incidentId) =>
			incidentOf(env, incidentId)
				.rosterChanged(plan)
				.catch((error) => log("desk.roster_not_told", { incidentId, error })),
		),
	);
}
