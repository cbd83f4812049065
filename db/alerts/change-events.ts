import { sql } from "drizzle-orm";
import type { IntegrationKind } from "../../worker/incidents/rules/alert.ts";
import { runBatch } from "../platform/client.ts";
import { changeEvents, integrations } from "./tables.ts";

export type ChangeEventRow = typeof changeEvents.$inferSelect;

/** Of a service; older ones make room. */
const MOST_KEPT = 200;

/** The name of the integration that has this key and is not turned off; null when this service has none. Uses integrations_by_service. */
export async function integrationNamed(
	d1: D1Database,
	{ serviceId, kind, keyHash }: { serviceId: string; kind: IntegrationKind; keyHash: string },
): Promise<string | null> {
	const { rows } = await runBatch<{ name: string }>(d1, [
		sql`SELECT name FROM ${integrations} WHERE service_id = ${serviceId} AND kind = ${kind}
			AND key_hash = ${keyHash} AND disabled = 0`,
	]);
	return rows[0]?.[0]?.name ?? null;
}

/** Durable. The same change that is told twice, with its time, is kept once. Uses change_events_by_service. */
export async function keepChangeEvent(d1: D1Database, row: ChangeEventRow): Promise<void> {
	const { id, serviceId, at, summary, source, links } = row;
	await runBatch(d1, [
		sql`INSERT INTO ${changeEvents} (id, service_id, at, summary, source, links)
			SELECT ${id}, ${serviceId}, ${at}, ${summary}, ${source}, ${JSON.stringify(links)}
			WHERE NOT EXISTS (SELECT 1 FROM ${changeEvents} WHERE service_id = ${serviceId} AND at = ${at}
				AND summary = ${summary} AND source = ${source})`,
		sql`DELETE FROM ${changeEvents} WHERE service_id = ${serviceId} AND at < (SELECT at FROM ${changeEvents}
			WHERE service_id = ${serviceId} ORDER BY at DESC LIMIT 1 OFFSET ${MOST_KEPT - 1})`,
	]);
}
