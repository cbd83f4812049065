import { Feed, type Item } from "feed";
import { toldName } from "../incidents/rules/public-name.ts";
import type { PublicIncident } from "../incidents/rules/public-view.ts";
import { workEndsAt } from "../maintenance/rules/maintenance.ts";
import { safeMarkdown } from "../platform/http/markdown.ts";
import { listed } from "../platform/rules/phrases.ts";
import type { Instant } from "../platform/rules/time.ts";
import { EN } from "./rules/languages/en.ts";
import { moment } from "./rules/moments.ts";
import { type PlannedView, toldTitle, wordsSoFar } from "./rules/planned.ts";
import type { PostedReview } from "./rules/public-review.ts";
import { UPDATE_WORDS } from "./rules/update-lines.ts";
import { lastChange, type Source } from "./statuspage.ts";

const LISTED = 50;

export const FEED_KINDS = ["atom", "rss", "json"] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

/** One entry an incident or a maintenance, what was said last comes first; an entry that says more keeps its identifier. */
export function feedOf(kind: FeedKind, source: Source): string {
	const { view, origin, asOf, reviews, pageName } = source;
	const name = pageName === null ? "Status" : `${pageName} status`;
	const { active, upcoming, past } = view.planned;
	const told = [
		...[...view.open, ...view.past].map((one) => ofIncident(one, reviews[one.incidentId] ?? null)),
		...[...active, ...upcoming, ...past].map((one) => ofMaintenance(one, view.at)),
	];
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
	/** "Incident/inc_…" of its identifier, and its path. */
	name: string;
	path: string;
	title: string;
	beganAt: Instant;
	changedAt: Instant;
	/** HTML, what was said last comes first. */
	said: string[];
}

function itemOf(told: Told, origin: string, kind: FeedKind): Item {
	const { name, path, title, beganAt, changedAt, said } = told;
	return {
		id: `tag:${new URL(origin).hostname},${new Date(beganAt).getUTCFullYear()}:${name}`,
		title: kind === "json" ? title : escaped(title),
		link: `${origin}${path}`,
		date: new Date(changedAt),
		published: new Date(beganAt),
		content: said.join("\n") || `<p>${escaped(title)}</p>`,
	};
}

function ofIncident(incident: PublicIncident, review: PostedReview | null): Told {
	const { incidentId, startedAt, updates } = incident;
	const said = updates.map(({ at, status, message }) => saidHtml(at, UPDATE_WORDS[status], message));
	return {
		name: `Incident/${incidentId}`,
		path: `/incidents/${incidentId}`,
		title: toldName(incident),
		beganAt: startedAt,
		changedAt: lastChange(incident, review),
		said: [...(review ? [reviewHtml(review)] : []), ...said.reverse()],
	};
}

function ofMaintenance(one: PlannedView, now: Instant): Told {
	const said = wordsSoFar(one, workEndsAt(one), now);
	const [from, to] = [moment(one.startsAt, 0), moment(one.endsAt, 0)];
	const about = `${from} to ${to}. Affects ${listed(one.componentNames) || "nothing that is still listed"}.`;
	return {
		name: `Maintenance/${one.id}`,
		path: `/maintenances/${one.id}`,
		title: toldTitle(one),
		beganAt: one.createdAt,
		changedAt: Math.max(one.updatedAt, said.at(-1)?.at ?? 0),
		said: [
			`<p>${escaped(about)}</p>`,
			...said.map(({ at, state, words }) => saidHtml(at, EN.planned.states[state], words)).reverse(),
		],
	};
}

const saidHtml = (at: Instant, status: string, words: string): string =>
	`<p><small>${moment(at, 0)}</small><br><strong>${status}</strong>: ${escaped(words)}</p>`;

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
