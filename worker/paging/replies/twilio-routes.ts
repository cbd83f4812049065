/** What Twilio tells: a key was pressed during a call, and what became of a text or a call. */
import { Hono } from "hono";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { overLimit, PAGE_ACTIONS_PER_MINUTE } from "../../platform/http/rate-limit.ts";
import { quietly } from "../../platform/http/refresh.ts";
import { incidentOf, vaultOf } from "../../platform/stubs.ts";
import { escaped } from "../channels/escaped.ts";
import { statusUrl } from "../channels/twilio.ts";
import { readPageToken } from "../page-token.ts";
import { minutesOf, reportOfCall, reportOfText } from "../rules/twilio-word.ts";
import { carryOut } from "./press.ts";
import { readFromTwilio, twiml } from "./twilio-request.ts";

const ACTS: Record<string, "acknowledge" | "escalate"> = { 4: "acknowledge", 6: "escalate" };

export const twilioRoutes = new Hono<AppEnv>();

/** Twilio vouches for the call, the token for the page. Answered, in words to be said, once the act is durable. */
twilioRoutes.post("/replies/twilio/:token", async (c) => {
	const token = c.req.param("token");
	const told = await readFromTwilio(c, ({ callbackUrl }) => `${callbackUrl}/${token}`);
	if (told instanceof Response) return told;
	const claim = await readPageToken(c.env, token, Date.now());
	if (!claim) return say(c, "This page has expired.");
	if (overLimit(claim.pageId, Date.now(), PAGE_ACTIONS_PER_MINUTE)) return say(c, "Too many tries.");
	const act = ACTS[told.get("Digits") ?? ""];
	if (!act) return say(c, "That key does nothing.");
	return say(c, (await carryOut(c.env, act, claim)).words);
});

const say = (c: AppContext, words: string) =>
	twiml(c, `<Say language="en-US">${escaped(words)}</Say><Hangup/>`);

/** What became of a page's text or call. A page that nobody knows any more has nothing to be told. */
twilioRoutes.post("/replies/twilio-status/:token", async (c) => {
	const token = c.req.param("token");
	const told = await readFromTwilio(c, (account) => statusUrl(account, token));
	if (told instanceof Response) return told;
	countCall(c, told);
	const claim = await readPageToken(c.env, token, Date.now());
	const report = reportOfText(told) ?? reportOfCall(told);
	if (claim && report) await incidentOf(c.env, claim.incidentId).pageReported(claim.pageId, report);
	return c.body(null, 204);
});

/** The same of what was no page: a code. */
twilioRoutes.post("/replies/twilio-status", async (c) => {
	const told = await readFromTwilio(c, (account) => statusUrl(account, null));
	if (told instanceof Response) return told;
	countCall(c, told);
	return c.body(null, 204);
});

/** A call is paid for when it is over; Twilio may say so twice. */
function countCall(c: AppContext, told: URLSearchParams): void {
	const [sid, minutes] = [told.get("CallSid"), minutesOf(told)];
	if (!sid || minutes === 0) return;
	const count = () => vaultOf(c.env).countPhone(sid, "call_minutes", minutes, Date.now());
	c.executionCtx.waitUntil(quietly("phone.not_counted", {}, count));
}
