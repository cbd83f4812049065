import { Feed } from "feed";
import { toldName } from "../incidents/rules/public-name.ts";
import type { PublicIncident } from "../incidents/rules/public-view.ts";
import { lastChange, type Source } from "./statuspage.ts";
import { moment, UPDATE_WORDS } from "./words.ts";

const LISTED = 50;

export const FEED_KINDS = ["atom", "rss", "json"] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

/** One entry an incident, what was said last comes first; an entry that says more keeps its identifier. */
export function feedOf(kind: FeedKind, source: Source): string {
	const { view, origin, asOf } = source;
	const incidents = [...view.open, ...view.past].sort((a, b) => lastChange(b) - lastChange(a));
	const updated = incidents[0] ? lastChange(incidents[0]) : asOf;
	const feed = new Feed({
		id: `${origin}/`,
		title: "Status",
		link: `${origin}/`,
		description: escaped(view.verdict.sentence),
		updated: new Date(updated),
		generator: "Tocsin",
		author: { name: "Status" },
		feedLinks: { atom: `${origin}/feed.atom`, rss: `${origin}/feed.rss`, json: `${origin}/feed.json` },
		copyright: "",
		feed: `${origin}/feed.${kind}`,
	});
	for (const incident of incidents.slice(0, LISTED)) feed.addItem(itemOf(incident, origin, kind));
	if (kind === "atom") return feed.atom1();
	return kind === "rss" ? feed.rss2() : feed.json1();
}

function itemOf(incident: PublicIncident, origin: string, kind: FeedKind) {
	const year = new Date(incident.startedAt).getUTCFullYear();
	const title = toldName(incident);
	const updates = [...incident.updates].reverse();
	return {
		id: `tag:${new URL(origin).hostname},${year}:Incident/${incident.incidentId}`,
		title: kind === "json" ? title : escaped(title),
		link: `${origin}/incidents/${incident.incidentId}`,
		date: new Date(lastChange(incident)),
		published: new Date(incident.startedAt),
		content: updates.map(updateHtml).join("\n") || `<p>${escaped(title)}</p>`,
	};
}

function updateHtml(update: PublicIncident["updates"][number]): string {
	const when = moment(update.at, 0);
	return `<p><small>${when}</small><br><strong>${UPDATE_WORDS[update.status]}</strong>: ${escaped(update.message)}</p>`;
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
	return text
		.replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
		.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
