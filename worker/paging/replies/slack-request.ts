import type { AppContext } from "../../platform/http/app-env.ts";
import { readAtMost } from "../../platform/http/body.ts";
import { problem } from "../../platform/http/problems.ts";
import { accountsOf } from "../sending/accounts.ts";
import { isFromSlack } from "./slack-signature.ts";

const MAX_BYTES = 64 * 1_024;

/** The form that Slack sent and signed, or the refusal of what is none. */
export async function readFromSlack(c: AppContext): Promise<URLSearchParams | Response> {
	const { slack } = await accountsOf(c.env);
	if (!slack) return problem(c, "not-found", "Slack is not set up on this instance.");
	const bytes = await readAtMost(c.req.raw, MAX_BYTES);
	if (bytes === null) return problem(c, "too-large", "The body can be at most 64 KB.");
	const body = new TextDecoder().decode(bytes);
	const timestamp = c.req.header("x-slack-request-timestamp") ?? "";
	const signature = c.req.header("x-slack-signature") ?? "";
	if (!(await isFromSlack(slack.signingSecret, timestamp, signature, body, Date.now())))
		return problem(c, "unauthenticated", "The signature is wrong or older than 5 minutes.");
	return new URLSearchParams(body);
}
