import { eq } from "drizzle-orm";
import type { Person } from "../../worker/paging/rules/paging-plan.ts";
import { users } from "../people/tables.ts";
import { open } from "../platform/client.ts";
import { contactMethods } from "./tables.ts";

/** The owner of a contact method, with that method alone; null when there is no such method. */
export async function personOfMethod(d1: D1Database, methodId: string): Promise<Person | null> {
	const [row] = await open(d1)
		.select()
		.from(contactMethods)
		.innerJoin(users, eq(users.id, contactMethods.userId))
		.where(eq(contactMethods.id, methodId));
	if (!row) return null;
	const { id, name, role, timeZone } = row.users;
	const { kind, name: methodName, state, address } = row.contact_methods;
	const method = { id: methodId, userId: id, kind, name: methodName, state, address };
	return { id, name, role, timeZone, notificationRules: null, methods: [method] };
}
