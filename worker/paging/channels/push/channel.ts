import type { Notice, PageMessage } from "../../rules/payload.ts";
import type { Channel, PushSubscription } from "../channel.ts";
import { TRAITS } from "../traits.ts";
import { noticePayload, pushPayload } from "./payload.ts";

export const push: Channel<"subscription", PushSubscription> = {
	traits: TRAITS.push,
	field: "subscription",
	destination: (subscription) => ({ by: "web-push", subscription }),
	keep: ({ endpoint, keys }) => ({ endpoint, keys }),
	readable: ({ endpoint }) => ({ endpointHost: new URL(endpoint).host }),
	device: ({ endpoint }) => endpoint,
	page: (subscription, message) => ({
		by: "web-push",
		subscription,
		payload: pushPayload(message),
		ttlSeconds: message.ttlSeconds,
		urgency: message.urgency === "high" ? "high" : "normal",
		subject: subjectOf(message),
	}),
	notice: (subscription, notice) => ({
		by: "web-push",
		subscription,
		payload: noticePayload(notice),
		ttlSeconds: notice.ttlSeconds,
		urgency: "normal",
		subject: replacesPage(notice) ? notice.subjectId : `${notice.kind}:${notice.subjectId}`,
	}),
};

/** A newer bundle tells what an older one told, and takes its place. */
const subjectOf = ({ kind, incidentId, bundle }: PageMessage): string =>
	kind === "page" ? incidentId : `${kind}:${bundle?.userId ?? incidentId}`;

/** A page that still waits at the push service must not come after the word that nobody has to answer it. */
const replacesPage = ({ kind }: Notice): boolean => kind === "acknowledged" || kind === "resolved";

/** The part of the WHATWG URL that is used here: the pure project has no platform types. */
declare class URL {
	constructor(url: string);
	host: string;
}
