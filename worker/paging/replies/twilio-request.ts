import type { AppContext } from "../../platform/http/app-env.ts";
import { readAtMost } from "../../platform/http/body.ts";
import { problem } from "../../platform/http/problems.ts";
import type { TwilioAccount } from "../channels/accounts.ts";
import { accountsOf } from "../sending/accounts.ts";
import { isFromTwilio } from "./twilio-signature.ts";

const MAX_BYTES = 16 * 1_024;

/**
 * What Twilio sent and signed, or the refusal of what is not from there. It signs the address that it was given, whatever
 * stands between it and us.
 */
export async function readFromTwilio(
	c: AppContext,
	urlOf: (account: TwilioAccount) => string,
): Promise<URLSearchParams | Response> {
	const { twilio } = await accountsOf(c.env);
	if (!twilio) return problem(c, "not-found", "Twilio is not set up on this instance.");
	const bytes = await readAtMost(c.req.raw, MAX_BYTES);
	if (bytes === null) return problem(c, "too-large", "The body can be at most 16 KB.");
	const told = new URLSearchParams(new TextDecoder().decode(bytes));
	const signature = c.req.header("x-twilio-signature") ?? "";
	if (await isFromTwilio(twilio.authToken, signature, urlOf(twilio), told)) return told;
	return problem(c, "unauthenticated", "The signature is wrong.");
}

/** An answer that Twilio carries out; without words it does nothing. */
export function twiml(c: AppContext, inner: string): Response {
	const body = `<?xml version="1.0" encoding="UTF-8"?><Response>${inner}</Response>`;
	return c.body(body, 200, { "content-type": "text/xml" });
}
