import { and, eq, type SQL } from "drizzle-orm";
import type { IdKind } from "../../worker/platform/rules/id.ts";
import { open } from "./client.ts";
import { placeOf } from "./places.ts";

/** True when there is such a thing, where the other ids say it belongs. By primary key. */
export async function isStored(
	d1: D1Database,
	kind: IdKind,
	id: string,
	others: Partial<Record<IdKind, string>>,
): Promise<boolean> {
	const { table, under } = placeOf(kind);
	const owner = under && others[under.kind];
	const belongs: SQL | undefined = under && owner !== undefined ? eq(under.column, owner) : undefined;
	const found = await open(d1)
		.select({ id: table.id })
		.from(table)
		.where(and(eq(table.id, id), belongs))
		.limit(1);
	return found.length > 0;
}
