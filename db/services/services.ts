import { eq, type SQL, sql } from "drizzle-orm";
import type { SmokeCheck } from "../../worker/monitoring/rules/monitor.ts";
import type { Severity } from "../../worker/paging/rules/severity.ts";
import type { Stored } from "../../worker/platform/contract/stored.ts";
import { incidents } from "../incidents/tables.ts";
import { repository } from "../platform/repository.ts";
import { type ServiceLink, services } from "./tables.ts";

export interface ServiceRow extends Stored {
	name: string;
	teamId: string | null;
	escalationPolicyId: string;
	defaultSeverity: Severity;
	dependsOn: string[];
	runbookIds: string[];
	componentId: string | null;
	publicTitle: string | null;
	ackTimeoutSeconds: number;
	reopenWindowSeconds: number;
	smokeChecks: SmokeCheck[];
	links: ServiceLink[];
	/** How much depends on it, 1 the most, for people to sort by; null: nobody has said. */
	tier: number | null;
}

/** Deleting a service deletes its integrations too. It stays while an incident of it is open. */
export const serviceRows = repository<ServiceRow>(services, {
	unless: (id) =>
		sql`NOT EXISTS (SELECT 1 FROM ${incidents} WHERE service_id = ${id} AND state <> 'resolved')`,
});

export const ofTeam = (teamId: string): SQL => eq(services.teamId, teamId);
