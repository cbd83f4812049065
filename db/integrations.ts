import { eq, type SQL } from "drizzle-orm";
import type { Stored } from "../worker/contract/stored.ts";
import type { IntegrationKind } from "../worker/core/alert.ts";
import { repository } from "./repository.ts";
import { integrations } from "./schema.ts";

export interface IntegrationRow extends Stored {
	serviceId: string;
	kind: IntegrationKind;
	name: string;
	keyHash: string;
	disabled: boolean;
}

export const integrationRows = repository<IntegrationRow>(integrations);

export const ofService = (serviceId: string): SQL => eq(integrations.serviceId, serviceId);
