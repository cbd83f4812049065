/** Opsgenie's Alert API as its senders speak it: only the message is required, the rest may be anything. */
import { z } from "zod";
import { text } from "../lenient.ts";

export const opsgenieAlert = z.object({
	message: text,
	alias: text,
	description: text,
	note: text,
	user: text,
	source: text,
	entity: text,
	priority: text,
	tags: z.array(z.unknown()).catch([]),
	actions: z.array(z.unknown()).catch([]),
	responders: z.array(z.unknown()).catch([]),
	details: z.record(z.string(), z.unknown()).catch({}),
});
export type OpsgenieAlert = z.infer<typeof opsgenieAlert>;

/** What comes with an act on an alert. */
export const opsgenieAct = z.object({ user: text, source: text, note: text });
