/** Sentry's webhooks: of an integration (`data`), and of the older plugin, which speaks of one issue at its top. */
import { z } from "zod";
import { maybe, part, text } from "../lenient.ts";

const named = part({ name: text, slug: text });

export const sentryHook = z.object({
	action: text,
	data: maybe({
		event: maybe({
			issue_id: text,
			title: text,
			level: text,
			web_url: text,
			culprit: text,
			environment: text,
			project: z.unknown().optional(),
		}),
		triggered_rule: text,
		issue: maybe({
			id: text,
			shortId: text,
			title: text,
			level: text,
			culprit: text,
			permalink: text,
			web_url: text,
			project: named,
		}),
		metric_alert: maybe({
			id: text,
			identifier: text,
			alert_rule: part({ id: text, name: text, query: text, aggregate: text }),
		}),
		description_title: text,
		description_text: text,
		web_url: text,
	}),
	id: text,
	project_name: text,
	culprit: text,
	level: text,
	url: text,
	message: text,
	event: maybe({ title: text }),
});
export type SentryHook = z.infer<typeof sentryHook>;
