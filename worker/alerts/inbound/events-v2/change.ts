import { z } from "zod";
import type { Alert } from "../../../incidents/rules/alert.ts";
import { text } from "../lenient.ts";
import { oneLine, safeLinks } from "../plain.ts";

/** PagerDuty's change event: the summary is required, the rest may be anything. */
const changeEvent = z.object({
	routing_key: text,
	payload: z.object({ summary: text, source: text, timestamp: text }),
	links: z.array(z.record(z.string(), z.unknown()).catch({})).catch([]),
});

export type ChangeReading =
	| {
			ok: true;
			routingKey: string;
			summary: string;
			/** Empty where it is not told. */
			source: string;
			/** Epoch ms, never later than `now`: a clock of others may be fast. */
			at: number;
			links: Alert["links"];
	  }
	| { ok: false; errors: string[] };

/** Reads one change event; without a time that can be read it is of now. Errors are sentences, as PagerDuty answers them. */
export function readChange(payload: unknown, now: number): ChangeReading {
	const parsed = changeEvent.safeParse(payload);
	if (!parsed.success) return { ok: false, errors: ["'payload' is missing or blank"] };
	const { routing_key: routingKey, payload: change, links } = parsed.data;
	const summary = oneLine(change.summary);
	const errors = [
		...(routingKey.trim() ? [] : ["'routing_key' is missing or blank"]),
		...(summary ? [] : ["'payload.summary' is missing or blank"]),
	];
	if (errors.length > 0) return { ok: false, errors };
	const at = Date.parse(change.timestamp);
	return {
		ok: true,
		routingKey,
		summary,
		source: oneLine(change.source, 255),
		at: Number.isNaN(at) ? now : Math.min(at, now),
		links: safeLinks(links.map(({ href, text }) => ({ href, text }))),
	};
}
