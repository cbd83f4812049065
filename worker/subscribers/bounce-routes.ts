/** What the provider of mail tells of messages that it took: they came back, or their reader called them spam. */
import { Hono } from "hono";
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import type { AppEnv } from "../platform/http/app-env.ts";
import { readAtMost } from "../platform/http/body.ts";
import { problem } from "../platform/http/problems.ts";
import { subscribersOf } from "../platform/stubs.ts";
import { deadMailboxes } from "./rules/bounce.ts";
import { tidyTarget } from "./rules/subscription.ts";

const MAX_BYTES = 64 * 1_024;

const event = z.object({
	type: z.string(),
	data: z
		.object({
			to: z.array(z.string().max(1_000)).max(50).optional(),
			bounce: z.object({ type: z.string().optional() }).optional(),
		})
		.default({}),
});

export const bounceRoutes = new Hono<AppEnv>();

/** Answered once it is durable. What is no news of a dead mailbox is taken, and changes nothing. */
bounceRoutes.post("/replies/email", async (c) => {
	const secret = c.env.EMAIL_EVENTS_SECRET;
	if (!secret) return problem(c, "not-found", "Events of mail are not set up on this instance.");
	const bytes = await readAtMost(c.req.raw, MAX_BYTES);
	if (bytes === null) return problem(c, "too-large", "The event is too large.");
	const body = new TextDecoder().decode(bytes);
	if (!isFromProvider(secret, body, (name) => c.req.header(name)))
		return problem(c, "unauthenticated", "The signature is wrong, or five minutes old.");
	for (const mailbox of mailboxesIn(body))
		await subscribersOf(c.env).removeMailbox(tidyTarget("email", mailbox));
	return c.body(null, 200);
});

/** Standard Webhooks; Resend still gives its headers the names from before there was a standard. */
function isFromProvider(secret: string, body: string, header: (name: string) => string | undefined): boolean {
	const given = (name: string) => header(`svix-${name}`) ?? header(`webhook-${name}`) ?? "";
	try {
		new Webhook(secret).verify(body, {
			"webhook-id": given("id"),
			"webhook-timestamp": given("timestamp"),
			"webhook-signature": given("signature"),
		});
		return true;
	} catch {
		return false;
	}
}

function mailboxesIn(body: string): string[] {
	try {
		return deadMailboxes(event.parse(JSON.parse(body)));
	} catch {
		// An event of another form says nothing of a mailbox.
		return [];
	}
}
