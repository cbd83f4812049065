import { eq, type SQL, sql } from "drizzle-orm";
import { incidents } from "../incidents/tables.ts";
import { repository } from "../platform/repository.ts";
import { services } from "./tables.ts";

export type ServiceRow = typeof services.$inferSelect;

/** Deleting a service deletes its integrations too. It stays while an incident of it is open. */
export const serviceRows = repository("service", services, {
	owner: { kind: "team", column: services.teamId },
	unless: (id) =>
		sql`NOT EXISTS (SELECT 1 FROM ${incidents} WHERE service_id = ${id} AND state <> 'resolved')`,
});

export const ofTeam = (teamId: string): SQL => eq(services.teamId, teamId);
