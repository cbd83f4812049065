import { type Complaint, type InboundFormat, KB } from "../inbound-format.ts";
import { eventsV2Head } from "./payload.ts";
import { readEvent } from "./reader.ts";
import { words } from "./words.ts";

/** What speaks to PagerDuty reads its answers too, so we answer as PagerDuty does. */
export const eventsV2 = {
	kind: "events-v2",
	words,
	path: "/v2/enqueue",
	maxBytes: 512 * KB,
	key: { in: "body", of: (payload) => eventsV2Head.safeParse(payload).data?.routing_key ?? "" },
	read(payload, newKey) {
		const event = readEvent(payload, newKey);
		if (!event.ok) return { ok: false, complaint: invalidEvent(event.errors) };
		const { dedupKey } = event.alert;
		const answer = { status: "success", message: "Event processed", dedup_key: dedupKey };
		return { ok: true, alerts: [event.alert], answer: () => answer };
	},
	says: {
		notJson: invalidEvent(["Body is not valid JSON"]),
		unknownKey: invalidEvent(["'routing_key' is not the key of an integration"]),
	},
} as const satisfies InboundFormat;

/** What is wrong, in the form in which PagerDuty says it. */
export function invalidEvent(errors: string[]): Complaint {
	const body = { status: "invalid event", message: "Event object is invalid", errors };
	return { as: "own", status: 400, body };
}
