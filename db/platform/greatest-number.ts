import { max } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { incidents } from "../incidents/tables.ts";

/** The greatest number that an incident of the projection has; 0 when there is none. Uses incidents_by_number. */
export async function greatestNumber(db: D1Database): Promise<number> {
	const [row] = await drizzle(db)
		.select({ number: max(incidents.number) })
		.from(incidents);
	return row?.number ?? 0;
}
