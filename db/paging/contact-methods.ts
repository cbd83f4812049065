import { and, eq, type SQL } from "drizzle-orm";
import { open } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { contactMethods } from "./tables.ts";

export type ContactMethodRow = typeof contactMethods.$inferSelect;

export const contactMethodRows = repository("contactMethod", contactMethods, {
	under: { kind: "user", column: contactMethods.userId },
});

export const ofUser = (userId: string): SQL => eq(contactMethods.userId, userId);

/** The method that has this push endpoint, whoever's it is. */
export async function methodOfEndpoint(
	d1: D1Database,
	endpointHash: string,
): Promise<ContactMethodRow | null> {
	const [row] = await open(d1)
		.select()
		.from(contactMethods)
		.where(and(eq(contactMethods.endpointHash, endpointHash)))
		.limit(1);
	return row ?? null;
}

/** Every method of a person, oldest first. */
export async function methodsOfUser(d1: D1Database, userId: string): Promise<ContactMethodRow[]> {
	return open(d1).select().from(contactMethods).where(ofUser(userId)).orderBy(contactMethods.id);
}
