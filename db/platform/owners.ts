import { eq } from "drizzle-orm";
import type { IdKind } from "../../worker/platform/rules/id.ts";
import { open } from "./client.ts";
import { placeOf } from "./places.ts";

/** A team, or the thing whose team it is; without an id there is no owner. */
export interface Owner {
	kind: IdKind;
	id: string | null;
}

/** The team that this leads to; null when it leads to none, or to nothing that is there. By primary key, at each step. */
export async function teamIdOf(d1: D1Database, { kind, id }: Owner): Promise<string | null> {
	if (id === null || kind === "team") return id;
	const { table, owner } = placeOf(kind);
	if (!owner) return null;
	const [row] = await open(d1).select({ id: owner.column }).from(table).where(eq(table.id, id)).limit(1);
	return row ? teamIdOf(d1, { kind: owner.kind, id: row.id as string | null }) : null;
}
