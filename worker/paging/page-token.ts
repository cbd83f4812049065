import type { Env } from "../platform/env.ts";
import type { PageClaim } from "../platform/rules/caller.ts";
import { capability, readCapability } from "./capability.ts";

const PREFIX = "page1";

/** The capability of a page. It may read the page, say that it arrived, acknowledge and escalate, and nothing else. */
export function pageToken(env: Env, claim: PageClaim): Promise<string> {
	return capability(env, PREFIX, [claim.incidentId, claim.pageId, claim.epoch, claim.expiresAt]);
}

/** The claim of a token that this deployment made and that has not expired; null for anything else. */
export async function readPageToken(env: Env, token: string, now: number): Promise<PageClaim | null> {
	const claim = await readCapability(env, PREFIX, token);
	if (claim === null) return null;
	const [incidentId, pageId, epoch, expiresAt] = claim as [string, string, number, number];
	return expiresAt > now ? { incidentId, pageId, epoch, expiresAt } : null;
}
