import { eq, type SQL, sql } from "drizzle-orm";
import type { IntegrationKind } from "../../worker/incidents/rules/alert.ts";
import { kept } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { integrations } from "./tables.ts";

export type IntegrationRow = typeof integrations.$inferSelect;

export const integrationRows = repository("integration", integrations, {
	under: { kind: "service", column: integrations.serviceId },
});

export const ofService = (serviceId: string): SQL => eq(integrations.serviceId, serviceId);

/** The ways into a service, for the Desk that checks keys without D1. */
export async function readIntegrations(
	d1: D1Database,
	serviceId: string,
): Promise<{ id: string; kind: IntegrationKind; name: string; keyHash: string; disabled: boolean }[]> {
	return WAYS_IN(d1).all({ serviceId });
}

const WAYS_IN = kept((orm) => {
	const { id, kind, name, keyHash, disabled } = integrations;
	return orm
		.select({ id, kind, name, keyHash, disabled })
		.from(integrations)
		.where(eq(integrations.serviceId, sql.placeholder("serviceId")))
		.prepare();
});
