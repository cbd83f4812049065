import type { Schedule } from "../../worker/oncall/rules/schedule.ts";
import type { Level } from "../../worker/paging/rules/paging-plan.ts";
import { schedulesWithOverrides } from "../oncall/schedules.ts";
import type { ContactMethodRow } from "../paging/contact-methods.ts";
import { policies } from "../paging/policies.ts";
import { contactMethods } from "../paging/tables.ts";
import { users } from "../people/tables.ts";
import { teams } from "../people/teams.ts";
import { open } from "../platform/client.ts";

export interface Carriers {
	schedules: Schedule[];
	levels: Level[];
	teams: { id: string; memberIds: string[] }[];
}

/** What says who can be paged. Reads every schedule, policy and team: there are few. */
export async function readCarriers(d1: D1Database, now: number): Promise<Carriers> {
	const db = open(d1);
	const [schedules, [rows, members]] = await Promise.all([
		schedulesWithOverrides(d1, now),
		db.batch([
			db.select({ levels: policies.levels }).from(policies),
			db.select({ id: teams.id, memberIds: teams.memberIds }).from(teams),
		]),
	]);
	return { schedules, levels: rows.flatMap(({ levels }) => levels), teams: members };
}

/** Everybody by name, and by person their methods in the order in which they were added. */
export async function readPeople(
	d1: D1Database,
): Promise<{ people: { id: string; name: string }[]; methods: Map<string, ContactMethodRow[]> }> {
	const db = open(d1);
	const [people, methods] = await db.batch([
		db.select({ id: users.id, name: users.name }).from(users).orderBy(users.name, users.id),
		db.select().from(contactMethods).orderBy(contactMethods.id),
	]);
	return { people, methods: Map.groupBy(methods, ({ userId }) => userId) };
}
