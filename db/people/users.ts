import { and, eq, ne } from "drizzle-orm";
import { contactMethods } from "../paging/tables.ts";
import { open } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { users } from "./tables.ts";

export type UserRow = typeof users.$inferSelect;

/** Deleting a user deletes the contact methods too. */
export const userRows = repository("user", users);

export async function userNames(d1: D1Database): Promise<Map<string, string>> {
	const rows = await open(d1).select({ id: users.id, name: users.name }).from(users);
	return new Map(rows.map((row) => [row.id, row.name]));
}

/** How many other admins there are. */
export async function adminsBeside(d1: D1Database, userId: string): Promise<number> {
	return open(d1).$count(users, and(eq(users.role, "admin"), ne(users.id, userId)));
}

/** The contact methods of this person, by id. */
export async function methodIdsOf(d1: D1Database, userId: string): Promise<string[]> {
	const own = eq(contactMethods.userId, userId);
	const rows = await open(d1).select({ id: contactMethods.id }).from(contactMethods).where(own);
	return rows.map(({ id }) => id);
}
