import { eq, sql } from "drizzle-orm";
import { users } from "../people/tables.ts";
import { open } from "../platform/client.ts";

export interface Invited {
	id: string;
	name: string;
	email: string;
	timeZone: string;
}

/** Those of these users who are still there. */
export async function peopleOf(d1: D1Database, ids: string[]): Promise<Invited[]> {
	if (ids.length === 0) return [];
	const { id, name, email, timeZone } = users;
	const rows = await open(d1)
		.select({ id, name, email, timeZone })
		.from(users)
		.where(sql`${users.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
	return ids.flatMap((wanted) => rows.filter((row) => row.id === wanted));
}

export async function adminIds(d1: D1Database): Promise<string[]> {
	const rows = await open(d1).select({ id: users.id }).from(users).where(eq(users.role, "admin"));
	return rows.map(({ id }) => id);
}
