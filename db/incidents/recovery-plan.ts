import { and, eq, inArray, or } from "drizzle-orm";
import type { SmokeCheck } from "../../worker/monitoring/rules/monitor.ts";
import { asOf } from "../../worker/monitoring/rules/pause.ts";
import { isNotPausedAt, type MonitorRow } from "../monitoring/monitors.ts";
import { monitors } from "../monitoring/tables.ts";
import { open } from "../platform/client.ts";
import { refs } from "../platform/tables.ts";
import { services } from "../services/tables.ts";

/** What shows whether a service works again. */
export interface RecoveryPlan {
	/** The service's own unpaused monitors, and those of the services that depend on it. */
	monitors: MonitorRow[];
	smokeChecks: SmokeCheck[];
}

/** Reads by `refs_by_target` and `monitors_by_service`. Throws when D1 does not answer. */
export async function readRecoveryPlan(d1: D1Database, serviceId: string): Promise<RecoveryPlan> {
	const db = open(d1);
	const now = Date.now();
	const dependents = db.select({ id: refs.fromId }).from(refs).where(eq(refs.toId, serviceId));
	const [own, found] = await db.batch([
		db.select({ smokeChecks: services.smokeChecks }).from(services).where(eq(services.id, serviceId)),
		db
			.select()
			.from(monitors)
			.where(
				and(
					isNotPausedAt(now),
					or(eq(monitors.serviceId, serviceId), inArray(monitors.serviceId, dependents)),
				),
			),
	]);
	return { monitors: found.map((row) => asOf(row, now)), smokeChecks: own[0]?.smokeChecks ?? [] };
}
