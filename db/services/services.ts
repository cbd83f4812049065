import { eq, type SQL, sql } from "drizzle-orm";
import { incidents } from "../incidents/tables.ts";
import { open } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { services } from "./tables.ts";

export type ServiceRow = typeof services.$inferSelect;

/** Deleting a service deletes its integrations too. It stays while an incident of it is open. */
export const serviceRows = repository("service", services, {
	owner: { kind: "team", column: services.teamId },
	unless: (id) =>
		sql`NOT EXISTS (SELECT 1 FROM ${incidents} WHERE service_id = ${id} AND state <> 'resolved')`,
});

/** Every service, by name. */
export async function serviceNames(d1: D1Database): Promise<{ id: string; name: string }[]> {
	return open(d1).select({ id: services.id, name: services.name }).from(services).orderBy(services.name);
}

export const ofTeam = (teamId: string): SQL => eq(services.teamId, teamId);
