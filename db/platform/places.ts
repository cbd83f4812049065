import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { IdKind } from "../../worker/platform/rules/id.ts";

type Table = SQLiteTable & { id: SQLiteColumn };

export interface Place {
	table: Table;
	/** Whose it must be for an address that names both: `users/:userId/contact-methods/:id`. */
	under?: { kind: IdKind; column: SQLiteColumn };
	/** Whose team may change it: the column names the team, or the thing whose team it is. */
	owner?: { kind: IdKind; column: SQLiteColumn };
}

const PLACES = new Map<IdKind, Place>();

/** Says where things of this kind lie, so that an address or another thing may name them. Each says it where its table is used. */
export function lies(kind: IdKind, place: Place): void {
	PLACES.set(kind, place);
}

/** Throws for a kind that nobody has said it of: nothing may name such a thing. */
export function placeOf(kind: IdKind): Place {
	const place = PLACES.get(kind);
	if (!place) throw new Error(`a ${kind} is not kept in the database`);
	return place;
}
