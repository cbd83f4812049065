/** How an outgoing webhook is spoken to: by our own events, or as the tool that a team is leaving wants to hear them. */
import { visible } from "../../platform/rules/visible.ts";
import type { Severity } from "./severity.ts";
import type { WebhookEvent } from "./webhook-events.ts";

export const WEBHOOK_FORMATS = ["tocsin", "pagerduty", "opsgenie"] as const;
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number];
export type ForeignFormat = Exclude<WebhookFormat, "tocsin">;

/** Null for our own, which is meant where nothing is said. */
export const foreignOf = (format: WebhookFormat | undefined): ForeignFormat | null =>
	format === undefined || format === "tocsin" ? null : format;

/** Where they listen, unless the webhook says otherwise: in Europe both have an address of their own. */
export const FORMAT_URLS: Record<ForeignFormat, string> = {
	pagerduty: "https://events.pagerduty.com/v2/enqueue",
	opsgenie: "https://api.opsgenie.com/v2/alerts",
};

type Act = "open" | "acknowledge" | "close";

const ACTS: Partial<Record<string, Act>> = {
	...{ "incident.triggered": "open", "incident.reopened": "open", "incident.acknowledged": "acknowledge" },
	// What was merged goes on in the other incident.
	...{ "incident.resolved": "close", "incident.merged": "close" },
	// It closes what nobody opened: the key is tried, and nobody is called.
	"webhook.test": "close",
} satisfies Partial<Record<WebhookEvent | "webhook.test", Act>>;

/** The events that these tools have words for. */
export const FOREIGN_EVENTS = Object.keys(ACTS).filter((type) => type !== "webhook.test") as WebhookEvent[];

/** What happened, as far as they are told. */
export interface ForeignNews {
	type: string;
	incident: { id: string; number: number; title: string; severity: Severity; service: string };
	/** Who did it; null for nobody. */
	by: string | null;
	/** Where a person reads more. */
	link: string;
}

export interface ForeignRequest {
	url: string;
	headers: Record<string, string>;
	body: string;
}

/**
 * The one request that says it, the same for every try: the alert there is called like the incident here. Null for what
 * these tools have no word for.
 */
export function foreignRequest(
	format: ForeignFormat,
	to: { url: string; key: string },
	news: ForeignNews,
): ForeignRequest | null {
	const act = ACTS[news.type];
	if (act === undefined) return null;
	const {
		url,
		body,
		headers = {},
	} = format === "pagerduty" ? pagerduty(to, act, news) : opsgenie(to, act, news);
	return { url, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

interface Request {
	url: string;
	body: object;
	headers?: Record<string, string>;
}

const PD_ACTIONS: Record<Act, string> = { open: "trigger", acknowledge: "acknowledge", close: "resolve" };
const PD_SEVERITIES: Record<Severity, string> = { P1: "critical", P2: "error", P3: "warning", P4: "info" };

/** Events API v2. */
function pagerduty(to: { url: string; key: string }, act: Act, { incident, link }: ForeignNews): Request {
	const { id, number, severity, service } = incident;
	const named = { routing_key: to.key, event_action: PD_ACTIONS[act], dedup_key: id };
	if (act !== "open") return { url: to.url, body: named };
	const payload = {
		...{ summary: summaryOf(incident, 1_024), source: service, severity: PD_SEVERITIES[severity] },
		custom_details: { severity, number: number > 0 ? number : null },
	};
	const links = [{ href: link, text: "Open in Tocsin" }];
	return { url: to.url, body: { ...named, payload, client: "Tocsin", client_url: link, links } };
}

/** The Alert API; the alias is the incident. */
function opsgenie(to: { url: string; key: string }, act: Act, { incident, by, link }: ForeignNews): Request {
	const { id, number, severity, service } = incident;
	const headers = { authorization: `GenieKey ${to.key}` };
	if (act !== "open") {
		const url = `${to.url.replace(/\/+$/, "")}/${encodeURIComponent(id)}/${act}?identifierType=alias`;
		return {
			url,
			headers,
			body: { source: "Tocsin", note: link, ...(by !== null && { user: by.slice(0, 100) }) },
		};
	}
	const details = { link, ...(number > 0 && { number: String(number) }) };
	const message = summaryOf(incident, 130);
	const body = {
		message,
		alias: id,
		description: link,
		entity: service,
		source: "Tocsin",
		priority: severity,
	};
	return { url: to.url, headers, body: { ...body, details } };
}

/** Counted in characters, as both of them do. */
function summaryOf({ severity, title }: ForeignNews["incident"], most: number): string {
	const chars = [...visible(`${severity} · ${title}`)];
	return chars.length <= most ? chars.join("") : `${chars.slice(0, most - 1).join("")}…`;
}
