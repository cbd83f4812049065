/** What leaves for a subscriber, in the form that their kind takes. */
import { toldName } from "../incidents/rules/public-name.ts";
import type { Accounts } from "../paging/channels/accounts.ts";
import type { Ask, HttpAsk } from "../paging/channels/channel.ts";
import { mailAsk } from "../paging/channels/email/ask.ts";
import type { Letter } from "../paging/channels/email/mail.ts";
import { slackText } from "../paging/channels/slack/channel.ts";
import { moment } from "../status/rules/moments.ts";
import { impactOfSeverity } from "../status/rules/status-rank.ts";
import { UPDATE_WORDS } from "../status/rules/update-lines.ts";
import { type News, newsType } from "./rules/news.ts";
import type { SubscriberKind } from "./rules/subscription.ts";

/** What reaches a subscriber; `secret` signs what goes to a webhook. */
export interface Reach {
	kind: SubscriberKind;
	target: string;
	secret: string | null;
}

export interface Links {
	confirm: string;
	manage: string;
	/** The status page. */
	home: string;
}

/** `id` is the same for every try of one message. */
interface Told {
	id: string;
	/** What the page is called; null where it has no name. */
	page: string | null;
	links: Links;
}

/** Null: nothing can be sent to this kind by this instance now. */
export function newsAsk(to: Reach, news: News, told: Told, accounts: Accounts): Ask | null {
	switch (to.kind) {
		case "email":
			return (
				accounts.email &&
				mailAsk(accounts.email, newsLetter(to.target, news, told), told.id, told.links.manage)
			);
		case "webhook":
			return signed(to, told.id, newsType(news), {
				...newsData(news, told.links),
				manageUrl: told.links.manage,
			});
		case "slack":
			return slackAsk(to.target, newsLines(news, told));
		case "push":
			return null;
	}
}

/** The question whether they want this. Of one who has it already (`isActive`), where it is changed. */
export function questionAsk(to: Reach, isActive: boolean, told: Told, accounts: Accounts): Ask | null {
	const { links, id } = told;
	switch (to.kind) {
		case "email":
			return (
				accounts.email && mailAsk(accounts.email, questionLetter(to.target, isActive, told), id, links.manage)
			);
		case "webhook":
			return signed(to, id, "subscription.confirm", {
				page: { name: told.page, url: links.home },
				secret: to.secret,
				manageUrl: links.manage,
			});
		case "slack":
			return slackAsk(to.target, [
				`This channel now gets the updates of ${pageOf(told)}: ${links.home}`,
				`Change or end this: ${links.manage}`,
			]);
		case "push":
			return null;
	}
}

const pageOf = ({ page }: Told): string => page ?? "this status page";

function newsLetter(to: string, { incident, updates }: News, told: Told): Letter {
	const { page, links } = told;
	return {
		to,
		subject: page === null ? toldName(incident) : `${toldName(incident)} · ${page}`,
		paragraphs: updates.flatMap(({ at, status, message }) => [
			`${UPDATE_WORDS[status]}, ${moment(at, at)}`,
			message,
		]),
		link: { label: "Open the status page", url: incidentUrl(links, incident.incidentId) },
		footnote: `You get this because this mailbox subscribed to ${pageOf(told)}.`,
		manage: { label: "Change what you get, or unsubscribe", url: links.manage },
		aboutId: incident.incidentId,
	};
}

function questionLetter(to: string, isActive: boolean, told: Told): Letter {
	const { links } = told;
	const page = pageOf(told);
	const letter = { to, aboutId: null };
	if (isActive)
		return {
			...letter,
			subject: `You are subscribed to ${page}`,
			paragraphs: [`This mailbox gets the updates of ${page} already.`],
			link: { label: "Change what you get, or unsubscribe", url: links.manage },
			footnote: "Somebody asked for this on the status page. Not you? Then do nothing.",
		};
	return {
		...letter,
		subject: `Confirm your subscription to ${page}`,
		paragraphs: [`Confirm that this mailbox wants the updates of ${page}. The link works for 48 hours.`],
		link: { label: "Confirm", url: links.confirm },
		footnote: "Somebody asked for this on the status page. Not you? Then do nothing, and you get nothing.",
	};
}

const incidentUrl = ({ home }: Links, incidentId: string): string => `${home}incidents/${incidentId}`;

function newsLines({ incident, updates }: News, { links }: Told): string[] {
	return [
		toldName(incident),
		...updates.map(({ status, message }) => `${UPDATE_WORDS[status]}: ${message}`),
		incidentUrl(links, incident.incidentId),
	];
}

function newsData({ incident, updates }: News, links: Links): object {
	const { incidentId, name, severity, componentId, componentName } = incident;
	const wire = (at: number | null) => (at === null ? null : new Date(at).toISOString());
	return {
		incident: {
			id: incidentId,
			name,
			impact: impactOfSeverity(severity),
			status: updates.at(-1)?.status,
			component: { id: componentId, name: componentName },
			startedAt: wire(incident.startedAt),
			resolvedAt: wire(incident.resolvedAt),
			nextUpdateDueAt: wire(incident.nextUpdateDueAt),
			url: incidentUrl(links, incidentId),
		},
		updates: updates.map(({ id, at, status, message }) => ({ id, at: wire(at), status, message })),
	};
}

/** A message of Standard Webhooks. */
function signed({ target: url, secret }: Reach, id: string, type: string, data: object): HttpAsk | null {
	if (secret === null) return null;
	const body = (leavesAt: string) => JSON.stringify({ type, timestamp: leavesAt, data });
	const headers = { "content-type": "application/json" };
	return { by: "http", url, headers, body, signature: { id, secret } };
}

const slackAsk = (url: string, lines: string[]): HttpAsk => ({
	by: "http",
	url,
	headers: { "content-type": "application/json" },
	body: () => JSON.stringify({ text: slackText(lines.join("\n")), unfurl_links: false }),
});
