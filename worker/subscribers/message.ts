/** What leaves for a subscriber, in the form that their kind takes. */
import type { Accounts } from "../paging/channels/accounts.ts";
import type { Ask, HttpAsk, PushAsk } from "../paging/channels/channel.ts";
import { mailAsk } from "../paging/channels/email/ask.ts";
import type { Letter } from "../paging/channels/email/mail.ts";
import { slackText } from "../paging/channels/slack/call.ts";
import { BODY_LIMIT, cut, TITLE_LIMIT } from "../paging/rules/payload.ts";
import { hours } from "../platform/rules/time.ts";
import { type News, newsType } from "./rules/news.ts";
import { browserOf, type SubscriberKind } from "./rules/subscription.ts";
import { newsData, type Wording, wordingOf } from "./wording.ts";

/** What is older than this is on the page: a browser that was off need not say it. */
const PUSH_TTL_SECONDS = hours(12) / 1_000;

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
	const { id, links } = told;
	const wording = wordingOf(news, links.home);
	switch (to.kind) {
		case "email":
			return (
				accounts.email && mailAsk(accounts.email, newsLetter(to.target, wording, told), id, links.manage)
			);
		case "webhook":
			return signed(to, id, newsType(news), { ...newsData(news, links.home), manageUrl: links.manage });
		case "slack":
			return slackAsk(to.target, newsLines(wording));
		case "push":
			return pushAsk(to.target, wording, links);
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
		case "push": {
			const lines = [{ label: "It works", when: null, text: "Tap here to change or end this." }];
			const title = `You get the updates of ${pageOf(told)}`;
			return pushAsk(to.target, { title, lines, url: links.manage, subjectId: "subscription" }, links);
		}
	}
}

const pageOf = ({ page }: Told): string => page ?? "this status page";

function newsLetter(to: string, { title, lines, url, subjectId }: Wording, told: Told): Letter {
	const { page, links } = told;
	return {
		to,
		subject: page === null ? title : `${title} · ${page}`,
		paragraphs: lines.flatMap(({ label, when, text }) => [when === null ? label : `${label}, ${when}`, text]),
		link: { label: "Open the status page", url },
		footnote: `You get this because this mailbox subscribed to ${pageOf(told)}.`,
		manage: { label: "Change what you get, or unsubscribe", url: links.manage },
		aboutId: subjectId,
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

function newsLines({ title, lines, url }: Wording): string[] {
	return [title, ...lines.map(({ label, text }) => `${label}: ${text}`), url];
}

/**
 * The form of a page's push, of the kind `status`: its own worker shows it, never the app's. Its tag is its own too: a
 * browser replaces what has the same tag and host, and news must not take the place of somebody's page.
 */
function pushAsk(target: string, { title, lines, url, subjectId }: Wording, { manage }: Links): PushAsk {
	const body = lines.map(({ label, text }) => `${label}: ${text}`).join("\n");
	const notification = {
		title: cut(title, TITLE_LIMIT),
		body: cut(body, BODY_LIMIT),
		navigate: url,
		...{ tag: `status:${subjectId}`, lang: "en", silent: false },
		data: { v: 1, kind: "status", manage },
	};
	return {
		by: "web-push",
		subscription: browserOf(target),
		payload: JSON.stringify({ web_push: 8030, mutable: true, notification }),
		ttlSeconds: PUSH_TTL_SECONDS,
		urgency: "normal",
		subject: `status:${subjectId}`,
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
