/** What Pushover tells: a person acknowledged a page there. */
import { Hono } from "hono";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { readAtMost } from "../../platform/http/body.ts";
import { problem, refused } from "../../platform/http/problems.ts";
import { overLimit, PAGE_ACTIONS_PER_MINUTE } from "../../platform/http/rate-limit.ts";
import { incidentOf } from "../../platform/stubs.ts";
import { readPageToken } from "../page-token.ts";
import { accountsOf } from "../sending/accounts.ts";

const MAX_BYTES = 16 * 1_024;

export const pushoverRoutes = new Hono<AppEnv>();

/**
 * Pushover signs nothing: the token, which it was given with the page and nobody else was, says which page is meant. It is
 * answered once the acknowledgement is durable.
 */
pushoverRoutes.post("/replies/pushover/:token", async (c) => {
	if (!(await accountsOf(c.env)).pushover)
		return problem(c, "not-found", "Pushover is not set up on this instance.");
	const claim = await readPageToken(c.env, c.req.param("token"), Date.now());
	if (!claim) return problem(c, "unauthenticated", "This page’s token is invalid or has expired.");
	if (overLimit(claim.pageId, Date.now(), PAGE_ACTIONS_PER_MINUTE))
		return problem(c, "rate-limited", "Limit is 30 actions per minute for one page.");
	const bytes = await readAtMost(c.req.raw, MAX_BYTES);
	const told = new URLSearchParams(new TextDecoder().decode(bytes ?? new Uint8Array()));
	if (told.get("acknowledged") !== "1") return c.json({ result: "ignored" });
	const incident = incidentOf(c.env, claim.incidentId);
	const outcome = await incident.pageAcknowledge(claim.pageId, claim.epoch, null);
	return outcome.ok ? c.json({ result: outcome.value.result }) : refused(c, outcome.refusal);
});
