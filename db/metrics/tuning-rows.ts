import { and, desc, eq, gte } from "drizzle-orm";
import type { EventData } from "../../worker/incidents/rules/events.ts";
import type { IncidentFacts } from "../../worker/metrics/rules/facts.ts";
import type { TunedMonitor } from "../../worker/metrics/rules/tuning.ts";
import { readTimeline } from "../incidents/incidents.ts";
import { monitors } from "../monitoring/tables.ts";
import { open } from "../platform/client.ts";
import { factsOf, WHOLE } from "./report-rows.ts";
import { incidentFacts } from "./tables.ts";

export interface TuningRows {
	/** Null when no monitor opened it, or that is gone. */
	monitor: TunedMonitor | null;
	/** Of the same monitor since `since`, the newest 500 of its service. */
	incidents: IncidentFacts[];
	evidence: EventData["triggered"]["evidence"];
}

const MOST = 500;

/** Null when there is no such incident, or it is not projected yet. Reads by `incident_facts_by_service`. */
export async function readTuningRows(d1: D1Database, id: string, since: number): Promise<TuningRows | null> {
	const db = open(d1);
	const [row] = await db.select(WHOLE).from(incidentFacts).where(eq(incidentFacts.incidentId, id));
	if (!row) return null;
	const [opening] = await readTimeline(d1, id, 0, 1);
	const evidence = (opening?.data as Partial<EventData["triggered"]> | undefined)?.evidence ?? [];
	if (row.sourceKind !== "monitor" || row.sourceId === null)
		return { monitor: null, incidents: [factsOf(row)], evidence };
	const [[monitor], recent] = await db.batch([
		db.select().from(monitors).where(eq(monitors.id, row.sourceId)),
		db
			.select(WHOLE)
			.from(incidentFacts)
			.where(and(eq(incidentFacts.serviceId, row.serviceId), gte(incidentFacts.triggeredAt, since)))
			.orderBy(desc(incidentFacts.triggeredAt))
			.limit(MOST),
	]);
	const others = recent.filter((one) => one.sourceId === row.sourceId && one.incidentId !== id);
	return { monitor: monitor ?? null, incidents: [row, ...others].map(factsOf), evidence };
}
