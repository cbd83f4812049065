import { eq, type SQL } from "drizzle-orm";
import { repository } from "../platform/repository.ts";
import { remediations } from "./tables.ts";

export type RemediationRow = typeof remediations.$inferSelect;

export const remediationRows = repository("remediation", remediations, {
	owner: { kind: "service", column: remediations.serviceId },
});

export const remediationsOf = (serviceId: string): SQL => eq(remediations.serviceId, serviceId);
