import type { AppContext } from "../platform/http/app-env.ts";
import { problem, refused } from "../platform/http/problems.ts";
import { overLimit, PAGE_ACTIONS_PER_MINUTE } from "../platform/http/rate-limit.ts";
import type { PageClaim } from "../platform/rules/caller.ts";
import { incidentOf } from "../platform/stubs.ts";
import { readPageToken } from "./page-token.ts";

/** The page whose token is sent, or the refusal of a token that is none of ours or has had its share of this minute. */
export async function claimOf(c: AppContext): Promise<PageClaim | Response> {
	const token = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
	const claim = await readPageToken(c.env, token, Date.now());
	if (claim === null) return problem(c, "unauthenticated", "This page’s token is invalid or has expired.");
	if (overLimit(claim.pageId, Date.now(), PAGE_ACTIONS_PER_MINUTE))
		return problem(c, "rate-limited", "Limit is 30 actions per minute for one page.", {
			headers: { "retry-after": "60" },
		});
	return claim;
}

/** The refusal of somebody who holds a page and may not answer it any more; null for others, and for other callers. */
export async function refusalOfPage(c: AppContext): Promise<Response | null> {
	const claim = c.get("page");
	const refusal = claim && (await incidentOf(c.env, claim.incidentId).pageRefusal(claim.pageId));
	return refusal ? refused(c, refusal) : null;
}
