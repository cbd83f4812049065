/** PagerDuty's Events API v2 as its senders speak it: what is required there is required here, the rest may be anything. */
import { z } from "zod";

const EVENT_SEVERITIES = ["critical", "error", "warning", "info"] as const;

const given = z.string().refine((value) => value.trim() !== "");
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const lower = z.string().transform((value) => value.trim().toLowerCase());
const anyList = z.array(z.record(z.string(), z.unknown()).catch({})).catch([]);

export const eventsV2Head = z.object({
	routing_key: given,
	event_action: lower.pipe(z.enum(["trigger", "acknowledge", "resolve"])),
	dedup_key: scalar
		.pipe(z.string().max(255))
		.transform((key) => (key.trim() === "" ? null : key))
		.nullish(),
});

export const eventsV2Trigger = z.object({
	payload: z.object({
		summary: scalar.pipe(given),
		source: scalar.pipe(given),
		severity: lower.pipe(z.enum(EVENT_SEVERITIES)),
		timestamp: z.unknown().optional(),
		component: z.unknown().optional(),
		group: z.unknown().optional(),
		class: z.unknown().optional(),
		custom_details: z.unknown().optional(),
	}),
	client: z.unknown().optional(),
	client_url: z.unknown().optional(),
	links: anyList,
	images: anyList,
});

export type EventsV2Trigger = z.infer<typeof eventsV2Trigger>;

/** What a sender reads, in PagerDuty's own turn of phrase; keyed by the field's path. */
export const EVENTS_V2_CHOICES: Record<string, string> = {
	event_action: "must be one of the following: 'trigger', 'acknowledge' or 'resolve'",
	"payload.severity": "must be one of the following: 'critical', 'error', 'warning' or 'info'",
};
