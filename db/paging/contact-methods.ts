import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Role } from "../../worker/platform/rules/caller.ts";
import { users } from "../people/tables.ts";
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

/** The active method whose number this is; the database lets no two be active. Uses contact_methods_by_number. */
export async function methodOfNumber(d1: D1Database, numberHash: string): Promise<ContactMethodRow | null> {
	const [row] = await open(d1)
		.select()
		.from(contactMethods)
		.where(and(eq(contactMethods.numberHash, numberHash), sql`state = 'active'`));
	return row ?? null;
}

/** Every active method of a kind, with the person whose it is and what they may do. */
export async function activeMethodsOfKind(
	d1: D1Database,
	kind: ContactMethodRow["kind"],
): Promise<(Pick<ContactMethodRow, "id" | "userId" | "address"> & { name: string; role: Role })[]> {
	const { id, userId, address } = contactMethods;
	return open(d1)
		.select({ id, userId, address, name: users.name, role: users.role })
		.from(contactMethods)
		.innerJoin(users, eq(users.id, contactMethods.userId))
		.where(and(eq(contactMethods.kind, kind), eq(contactMethods.state, "active")));
}

/** Every method of a person, oldest first. */
export async function methodsOfUser(d1: D1Database, userId: string): Promise<ContactMethodRow[]> {
	return open(d1).select().from(contactMethods).where(ofUser(userId)).orderBy(contactMethods.id);
}

/** That a test page was sent to a method just now. By primary key. */
export async function noteTest(d1: D1Database, methodId: string): Promise<void> {
	await open(d1)
		.update(contactMethods)
		.set({ lastTestAt: Date.now() })
		.where(eq(contactMethods.id, methodId));
}
