import { and, eq, gt, type SQL } from "drizzle-orm";
import { open } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { replayLinks } from "./tables.ts";

export type ReplayLinkRow = typeof replayLinks.$inferSelect;

export const replayLinkRows = repository("replayLink", replayLinks, {
	under: { kind: "incident", column: replayLinks.incidentId },
});

/** Those of an incident that still open. Uses replay_links_by_incident. */
export function liveLinksOf(incidentId: string, now: number): SQL | undefined {
	return and(eq(replayLinks.incidentId, incidentId), gt(replayLinks.expiresAt, now));
}

/** The link with this secret's hash, unless it has expired. Uses replay_links_by_secret. */
export async function replayLinkOfSecret(
	d1: D1Database,
	secretHash: string,
	now: number,
): Promise<ReplayLinkRow | null> {
	const [row] = await open(d1)
		.select()
		.from(replayLinks)
		.where(and(eq(replayLinks.secretHash, secretHash), gt(replayLinks.expiresAt, now)))
		.limit(1);
	return row ?? null;
}
