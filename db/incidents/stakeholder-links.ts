import { and, eq, gt, type SQL } from "drizzle-orm";
import { open } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { stakeholderLinks } from "./tables.ts";

export type StakeholderLinkRow = typeof stakeholderLinks.$inferSelect;

export const stakeholderLinkRows = repository("stakeholderLink", stakeholderLinks, {
	under: { kind: "incident", column: stakeholderLinks.incidentId },
});

/** Those of an incident that still open. Uses stakeholder_links_by_incident. */
export function liveStakeholderLinksOf(incidentId: string, now: number): SQL | undefined {
	return and(eq(stakeholderLinks.incidentId, incidentId), gt(stakeholderLinks.expiresAt, now));
}

/** The link with this secret's hash, unless it has expired. Uses stakeholder_links_by_secret. */
export async function stakeholderLinkOfSecret(
	d1: D1Database,
	secretHash: string,
	now: number,
): Promise<StakeholderLinkRow | null> {
	const [row] = await open(d1)
		.select()
		.from(stakeholderLinks)
		.where(and(eq(stakeholderLinks.secretHash, secretHash), gt(stakeholderLinks.expiresAt, now)))
		.limit(1);
	return row ?? null;
}
