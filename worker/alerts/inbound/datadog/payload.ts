/** Datadog's webhook: the template of `words.ts`, and beside it the payload that Datadog sends without one. */
import { z } from "zod";
import { part, text } from "../lenient.ts";

export const datadogEvent = z.object({
	alertId: text,
	alertCycleKey: text,
	alertTransition: text,
	alertPriority: text,
	alertType: text,
	alertScope: text,
	title: text,
	text: text,
	hostname: text,
	tags: text,
	link: text,
	body: text,
	event_type: text,
	id: text,
	org: part({ name: text }),
});
export type DatadogEvent = z.infer<typeof datadogEvent>;
