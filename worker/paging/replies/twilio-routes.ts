/** What Twilio tells: a key was pressed during a call. */
import { Hono } from "hono";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { readAtMost } from "../../platform/http/body.ts";
import { problem } from "../../platform/http/problems.ts";
import { overLimit, PAGE_ACTIONS_PER_MINUTE } from "../../platform/http/rate-limit.ts";
import { escaped } from "../channels/escaped.ts";
import { readPageToken } from "../page-token.ts";
import { accountsOf } from "../sending/accounts.ts";
import { carryOut } from "./press.ts";
import { isFromTwilio } from "./twilio-signature.ts";

const MAX_BYTES = 16 * 1_024;
const ACTS: Record<string, "acknowledge" | "escalate"> = { 4: "acknowledge", 6: "escalate" };

export const twilioRoutes = new Hono<AppEnv>();

/** Twilio vouches for the call, the token for the page. Answered, in words to be said, once the act is durable. */
twilioRoutes.post("/replies/twilio/:token", async (c) => {
	const { twilio } = await accountsOf(c.env);
	if (!twilio) return problem(c, "not-found", "Twilio is not set up on this instance.");
	const token = c.req.param("token");
	const bytes = await readAtMost(c.req.raw, MAX_BYTES);
	const told = new URLSearchParams(new TextDecoder().decode(bytes ?? new Uint8Array()));
	const signature = c.req.header("x-twilio-signature") ?? "";
	// Twilio signs the address that it was given, whatever stands between it and us.
	if (!(await isFromTwilio(twilio.authToken, signature, `${twilio.callbackUrl}/${token}`, told)))
		return problem(c, "unauthenticated", "The signature is wrong.");
	const claim = await readPageToken(c.env, token, Date.now());
	if (!claim) return say(c, "This page has expired.");
	if (overLimit(claim.pageId, Date.now(), PAGE_ACTIONS_PER_MINUTE)) return say(c, "Too many tries.");
	const act = ACTS[told.get("Digits") ?? ""];
	if (!act) return say(c, "That key does nothing.");
	return say(c, (await carryOut(c.env, act, claim)).words);
});

function say(c: AppContext, words: string): Response {
	const twiml = `<Response><Say language="en-US">${escaped(words)}</Say><Hangup/></Response>`;
	return c.body(`<?xml version="1.0" encoding="UTF-8"?>${twiml}`, 200, { "content-type": "text/xml" });
}
