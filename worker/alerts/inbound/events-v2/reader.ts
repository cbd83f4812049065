import type { z } from "zod";
import type { Alert } from "../../../incidents/rules/alert.ts";
import { severityOfWord } from "../../../paging/rules/severity.ts";
import { boundedDetails, boundedKey, oneLine, safeLinks } from "../plain.ts";
import { EVENTS_V2_CHOICES, type EventsV2Trigger, eventsV2Head, eventsV2Trigger } from "./payload.ts";

export type EventReading = { ok: true; routingKey: string; alert: Alert } | { ok: false; errors: string[] };

/**
 * Reads one event of PagerDuty's Events API v2. `newKey` names a trigger that came without a deduplication key; a
 * retry of the same request must get the same name. Errors are sentences, as PagerDuty answers them.
 */
export function readEvent(payload: unknown, newKey: () => string): EventReading {
	const head = eventsV2Head.safeParse(payload);
	const triggers = !head.success || head.data.event_action === "trigger";
	const body = triggers ? eventsV2Trigger.safeParse(payload) : null;
	const errors = [...complaints(head.error), ...complaints(body?.error)];
	if (!head.success || errors.length > 0) return { ok: false, errors: [...new Set(errors)] };
	const { routing_key: routingKey, event_action: action } = head.data;
	const dedupKey = boundedKey(head.data.dedup_key ?? "");
	if (body?.data) return { ok: true, routingKey, alert: triggered(body.data, dedupKey || newKey()) };
	if (dedupKey === "") return { ok: false, errors: ["'dedup_key' is missing or blank"] };
	const alert = { dedupKey, memberKey: null, title: "", severity: null, source: "", details: {}, links: [] };
	return { ok: true, routingKey, alert: { action, ...alert } };
}

function triggered(event: EventsV2Trigger, dedupKey: string): Alert {
	const { summary, source, severity, custom_details, ...rest } = event.payload;
	return {
		action: "trigger",
		dedupKey,
		memberKey: null,
		title: oneLine(summary) || "Untitled alert",
		severity: severityOfWord(severity),
		source: oneLine(source, 255),
		details: boundedDetails(present({ ...rest, client: event.client, customDetails: custom_details })),
		links: safeLinks([
			...event.links.map(({ href, text }) => ({ href, text })),
			...event.images.map(({ src, href, alt }) => ({ href: href ?? src, text: alt })),
			{ href: event.client_url, text: event.client },
		]),
	};
}

function present(fields: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(fields).filter(([, value]) => value !== undefined && value !== null && value !== ""),
	);
}

function complaints(error: z.ZodError | undefined): string[] {
	return (error?.issues ?? []).map(({ path, code }) => {
		const field = path.join(".");
		if (field === "") return "The event must be a JSON object";
		if (code === "too_big") return `'${field}' is too long (at most 255 characters)`;
		const choices = code === "invalid_value" ? EVENTS_V2_CHOICES[field] : undefined;
		return choices ? `'${field}' is invalid (${choices})` : `'${field}' is missing or blank`;
	});
}
