import { z } from "zod";
import type { AppContext } from "../../platform/http/app-env.ts";
import { readAtMost } from "../../platform/http/body.ts";
import { problem } from "../../platform/http/problems.ts";
import type { TelnyxAccount } from "../channels/accounts.ts";
import { accountsOf } from "../sending/accounts.ts";
import { isFromTelnyx } from "./telnyx-signature.ts";

const MAX_BYTES = 64 * 1_024;

const told = z.object({
	data: z.object({
		event_type: z.string(),
		payload: z.object({
			id: z.string().max(100),
			from: z.object({ phone_number: z.string().max(50) }).optional(),
			text: z.string().optional(),
			to: z.array(z.object({ status: z.string().optional() })).optional(),
			errors: z.array(z.object({ code: z.coerce.string() })).optional(),
		}),
	}),
});
export type ToldByTelnyx = z.output<typeof told>["data"];

/**
 * What Telnyx sent and signed, or the answer to what is not from there. What is no word about a text is taken: to send it
 * again would change nothing.
 */
export async function readFromTelnyx(
	c: AppContext,
): Promise<{ telnyx: TelnyxAccount; told: ToldByTelnyx } | Response> {
	const { telnyx } = await accountsOf(c.env);
	if (!telnyx) return problem(c, "not-found", "Telnyx is not set up on this instance.");
	const bytes = await readAtMost(c.req.raw, MAX_BYTES);
	if (bytes === null) return problem(c, "too-large", "The body can be at most 64 KB.");
	const body = new TextDecoder().decode(bytes);
	const timestamp = c.req.header("telnyx-timestamp") ?? "";
	const signature = c.req.header("telnyx-signature-ed25519") ?? "";
	if (!(await isFromTelnyx(telnyx.publicKey, timestamp, signature, body, Date.now())))
		return problem(c, "unauthenticated", "The signature is wrong or older than 5 minutes.");
	const read = told.safeParse(parsed(body));
	return read.success ? { telnyx, told: read.data.data } : c.body(null, 200);
}

function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return null;
	}
}
