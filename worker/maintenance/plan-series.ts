import { begunSeries, handSeriesOn, type MaintenanceRow } from "../../db/maintenance/maintenances.ts";
import type { Env } from "../platform/env.ts";
import { newStored } from "../platform/http/resource.ts";
import { SYSTEM } from "../platform/rules/caller.ts";
import type { Instant } from "../platform/rules/time.ts";
import { newId } from "../platform/vault/ids.ts";
import { maintenanceResource } from "./maintenances/routes.ts";
import { following } from "./rules/maintenance.ts";

/**
 * Plans the next one of every series whose last one has begun. Everybody is told of it by the change of configuration
 * that this is, within the next minute; doing it twice plans one.
 */
export async function planSeries(env: Env, now: Instant): Promise<void> {
	for (const last of await begunSeries(env.DB, now)) {
		const times = following(last, now);
		const next = times && nextOf(last, times);
		await handSeriesOn(env.DB, last, next, {
			...{ id: newId("audit"), at: now, actor: SYSTEM, action: "maintenance.created" },
			...{ targetKind: "maintenance", targetId: next?.id ?? last.id, requestId: "" },
			...{ before: null, after: next && maintenanceResource.plain(next) },
		});
	}
}

function nextOf(
	last: MaintenanceRow,
	{ startsAt, endsAt }: { startsAt: Instant; endsAt: Instant },
): MaintenanceRow {
	return {
		...last,
		...newStored("maintenance"),
		...{ startsAt, endsAt, plannedStartsAt: startsAt, plannedEndsAt: endsAt, verifyingAt: null },
	};
}
