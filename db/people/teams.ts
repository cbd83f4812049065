import { eq, sql } from "drizzle-orm";
import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { BusinessHours } from "../../worker/people/rules/person.ts";
import { open } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { json, stored } from "../platform/tables.ts";

export const teams = sqliteTable("teams", {
	...stored(),
	name: text("name").notNull(),
	memberIds: json<string[]>("member_ids").notNull(),
	businessHours: json<BusinessHours>("business_hours"),
});

export type TeamRow = typeof teams.$inferSelect;

export const teamRows = repository("team", teams);

/** The ids of the teams that this person is a member of. Reads every team: there are few. */
export async function teamIdsOf(d1: D1Database, userId: string): Promise<string[]> {
	const isMember = sql`EXISTS (SELECT 1 FROM json_each(${teams.memberIds}) WHERE value = ${userId})`;
	const rows = await open(d1).select({ id: teams.id }).from(teams).where(isMember).orderBy(teams.id);
	return rows.map(({ id }) => id);
}

/** The name and the members of a team; null when it is gone. By primary key. */
export async function readMembers(
	d1: D1Database,
	teamId: string,
): Promise<Pick<TeamRow, "name" | "memberIds"> | null> {
	const { name, memberIds } = teams;
	const [row] = await open(d1).select({ name, memberIds }).from(teams).where(eq(teams.id, teamId)).limit(1);
	return row ?? null;
}
