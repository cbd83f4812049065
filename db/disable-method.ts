import { eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { contactMethods } from "./schema.ts";

/** Switches a contact method off: its push service has forgotten it. Twice is once; an unknown id changes nothing. */
export async function disableContactMethod(db: D1Database, methodId: string): Promise<void> {
	await drizzle(db)
		.update(contactMethods)
		.set({ state: "disabled", version: sql`${contactMethods.version} + 1`, updatedAt: Date.now() })
		.where(eq(contactMethods.id, methodId));
}
