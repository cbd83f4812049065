import type { z } from "zod";
import type { IssueOutcome } from "../../rules/issue.ts";
import { fieldsOf, JSON_HEADERS, linkIn, refusal, textIn, USER_AGENT } from "../plain.ts";
import type { Tracker, TrackerAnswer } from "../tracker-kind.ts";
import { webhookTrackerSettings } from "./contract.ts";

type Settings = z.output<typeof webhookTrackerSettings>;

/**
 * Anything else, by a signed request. Every try of one issue carries the same `webhook-id`, by which the receiver tells
 * that it has made it already; it may answer `{"url":…,"key":…}`.
 */
export const webhook = {
	kind: "webhook",
	settings: webhookTrackerSettings,
	target: ({ url }) => ({ url, pointer: "/settings/url" }),
	create: ({ url }, _secret, { words, marker, actionItemId, incidentId }) => ({
		url,
		method: "POST",
		headers: { ...JSON_HEADERS, ...USER_AGENT },
		body: JSON.stringify(
			incidentId === null
				? { type: "action_item.issue_wanted", data: { ...words, actionItemId, marker } }
				: { type: "incident.ticket_wanted", data: { ...words, incidentId, marker } },
		),
		signedAs: marker,
	}),
	created,
	finder: null,
} as const satisfies Tracker<Settings>;

function created(_settings: Settings, answer: TrackerAnswer): IssueOutcome {
	if (answer.status < 200 || answer.status >= 300) return refusal("The webhook", answer, "");
	const { url, key } = fieldsOf(answer.json);
	return { kind: "created", key: textIn(key).slice(0, 100) || null, url: linkIn(url) };
}
