import { and, asc, desc, gte, isNotNull, ne, or } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import type { PublicComponent, PublicIncident } from "../worker/core/public-view.ts";
import { components, incidents } from "./schema.ts";

const MOST_AT_ONCE = 2_000;

/** Every component, in the page's order. */
export async function readComponents(db: D1Database): Promise<PublicComponent[]> {
	const { id, name, group, position, status, createdAt } = components;
	return drizzle(db)
		.select({ id, name, group, position, status, createdAt })
		.from(components)
		.orderBy(asc(position), asc(name));
}

/**
 * The public views of incidents that are open or were triggered at `since` or later, newest first, at most 2,000.
 * Reads the public column alone. Uses incidents_by_time and incidents_by_state.
 */
export async function readPublicIncidents(db: D1Database, since: number): Promise<PublicIncident[]> {
	const rows = await drizzle(db)
		.select({ view: incidents.public })
		.from(incidents)
		.where(
			and(
				isNotNull(incidents.public),
				or(gte(incidents.triggeredAt, since), ne(incidents.state, "resolved")),
			),
		)
		.orderBy(desc(incidents.triggeredAt))
		.limit(MOST_AT_ONCE);
	return rows.flatMap((row) => (row.view ? [row.view] : []));
}
