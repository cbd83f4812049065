import { Feed } from "feed";
import { toldName } from "../incidents/rules/public-name.ts";
import type { PublicIncident } from "../incidents/rules/public-view.ts";
import { safeMarkdown } from "../platform/http/markdown.ts";
import { EN } from "./rules/languages/en.ts";
import { moment } from "./rules/moments.ts";
import type { PostedReview } from "./rules/public-review.ts";
import { UPDATE_WORDS } from "./rules/update-lines.ts";
import { lastChange, type Source } from "./statuspage.ts";

const LISTED = 50;

export const FEED_KINDS = ["atom", "rss", "json"] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

/** One entry an incident, what was said last comes first; an entry that says more keeps its identifier. */
export function feedOf(kind: FeedKind, source: Source): string {
	const { view, origin, asOf, reviews, pageName } = source;
	const name = pageName === null ? "Status" : `${pageName} status`;
	const told = [...view.open, ...view.past].map((incident) => {
		const review = reviews[incident.incidentId] ?? null;
		return { incident, review, changedAt: lastChange(incident, review) };
	});
	told.sort((a, b) => b.changedAt - a.changedAt);
	const updated = told[0]?.changedAt ?? asOf;
	const feed = new Feed({
		id: `${origin}/`,
		title: name,
		link: `${origin}/`,
		description: escaped(view.verdict.sentence),
		updated: new Date(updated),
		generator: "Tocsin",
		author: { name },
		feedLinks: { atom: `${origin}/feed.atom`, rss: `${origin}/feed.rss`, json: `${origin}/feed.json` },
		copyright: "",
		feed: `${origin}/feed.${kind}`,
	});
	for (const one of told.slice(0, LISTED)) feed.addItem(itemOf(one, origin, kind));
	if (kind === "atom") return feed.atom1();
	return kind === "rss" ? feed.rss2() : feed.json1();
}

interface Told {
	incident: PublicIncident;
	review: PostedReview | null;
	changedAt: number;
}

function itemOf({ incident, review, changedAt }: Told, origin: string, kind: FeedKind) {
	const year = new Date(incident.startedAt).getUTCFullYear();
	const title = toldName(incident);
	const updates = [...incident.updates].reverse().map(updateHtml);
	const words = [...(review ? [reviewHtml(review)] : []), ...updates];
	return {
		id: `tag:${new URL(origin).hostname},${year}:Incident/${incident.incidentId}`,
		title: kind === "json" ? title : escaped(title),
		link: `${origin}/incidents/${incident.incidentId}`,
		date: new Date(changedAt),
		published: new Date(incident.startedAt),
		content: words.join("\n") || `<p>${escaped(title)}</p>`,
	};
}

function updateHtml(update: PublicIncident["updates"][number]): string {
	const when = moment(update.at, 0);
	return `<p><small>${when}</small><br><strong>${UPDATE_WORDS[update.status]}</strong>: ${escaped(update.message)}</p>`;
}

/** Markdown escapes every `>` of the text, so none of it closes CDATA. */
function reviewHtml({ at, text }: PostedReview): string {
	const head = `<p><small>${moment(at, 0)}</small><br><strong>${EN.incident.review}</strong></p>`;
	return `${head}\n${safeMarkdown(withoutForbidden(text), 2)}`;
}

const ENTITIES: Record<string, string> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
};

/** HTML text that is also safe inside CDATA: no `>` is left, so none can close it; XML's forbidden characters go. */
function escaped(text: string): string {
	return withoutForbidden(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

const withoutForbidden = (text: string): string =>
	text.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
