import { asc, sql } from "drizzle-orm";
import { type Change, changeStatements } from "../platform/changes.ts";
import { open, runBatch } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { components } from "../services/tables.ts";

export type ComponentRow = typeof components.$inferSelect;

export const componentRows = repository("component", components);

/** Those of all components, in the order of the status page. */
export const allComponents = (d1: D1Database): Promise<ComponentRow[]> =>
	open(d1)
		.select()
		.from(components)
		.orderBy(asc(components.position), asc(components.name), asc(components.id));

type Moved = Pick<ComponentRow, "id" | "version" | "group" | "position">;

/** Moves some of `all`, as they were read. `stale`: one was changed, made, or deleted since, and nothing was written. */
export async function moveComponents(
	d1: D1Database,
	all: readonly ComponentRow[],
	moved: readonly Moved[],
	change: Change,
): Promise<"moved" | "stale"> {
	const seen = JSON.stringify(all.map(({ id, version }) => ({ id, version })));
	const places = JSON.stringify(moved);
	const isStill = sql`(SELECT count(*) FROM ${components}) = ${all.length} AND NOT EXISTS (
		SELECT 1 FROM json_each(${seen}) AS one LEFT JOIN ${components} AS here ON here.id = one.value ->> 'id'
		WHERE here.version IS NOT one.value ->> 'version')`;
	const { changes } = await runBatch(d1, [
		...changeStatements(change, isStill),
		sql`UPDATE ${components} SET version = components.version + 1, updated_at = ${change.at},
			group_name = place.value ->> 'group', position = place.value ->> 'position'
			FROM json_each(${places}) AS place WHERE components.id = place.value ->> 'id' AND ${isStill}`,
	]);
	return changes > 0 ? "moved" : "stale";
}
