import type { Context } from "hono";
import { parseAccept } from "hono/utils/accept";
import { PLAIN_PAGE } from "../people/rules/public-page.ts";
import type { AppEnv } from "../platform/http/app-env.ts";
import type { Instant } from "../platform/rules/time.ts";
import { minutes } from "../platform/rules/time.ts";
import { publicUrl } from "../platform/settings.ts";
import { logoSource } from "./logo.ts";
import { NO_FACTS, type PageFacts } from "./page-context.ts";
import { currentSnapshot } from "./public-source.ts";
import { languageFor } from "./rules/languages/languages.ts";
import type { Words } from "./rules/languages/words.ts";
import { freshness, type PublicSnapshot } from "./rules/public-snapshot.ts";
import { type PublicView, publicView } from "./rules/status.ts";
import { doubtsAt } from "./rules/status-doubt.ts";

export type PublicContext = Context<AppEnv>;

/** Somebody looks: at what, when, and in which language they read. */
export interface Visit {
	c: PublicContext;
	now: Instant;
	snapshot: PublicSnapshot;
	words: Words;
	isNamed: boolean;
}

/** Null: no snapshot can be had at all. It never throws. */
export async function visitOf(c: PublicContext): Promise<Visit | null> {
	const now = Date.now();
	const snapshot = await snapshotFor(c, now);
	return snapshot && { c, now, snapshot, ...languageOf(c, snapshot) };
}

/** A person who reloads, or a tool that says so, is told what changed in the last seconds. */
export function snapshotFor(c: PublicContext, now: number): Promise<PublicSnapshot | null> {
	const wish = c.req.header("cache-control") ?? "";
	return currentSnapshot(c.env, now, /\b(no-cache|max-age=0)\b/.test(wish));
}

/** `path` is the address of the page; null: it has none of its own. */
export function factsOf(c: PublicContext, snapshot: PublicSnapshot | null, path: string | null): PageFacts {
	const place = { origin: originOf(c), path };
	const page = { ...PLAIN_PAGE, ...snapshot?.page };
	return { ...NO_FACTS, ...page, logo: logoSource(page.logo), ...languageOf(c, snapshot), ...place };
}

function languageOf(c: PublicContext, snapshot: PublicSnapshot | null) {
	const accepted = parseAccept(c.req.header("accept-language") ?? "");
	const { languages } = { ...PLAIN_PAGE, ...snapshot?.page };
	return languageFor(
		c.req.query("lang") ?? null,
		accepted.filter(({ q }) => q > 0).map(({ type }) => type),
		languages,
	);
}

/** While this is the same, so is all that is shown but the age in seconds. */
export function epochOf(snapshot: PublicSnapshot, now: number): string {
	const { kind } = freshness(snapshot, now);
	return `${snapshot.version}-${Math.floor(now / minutes(1))}-${kind}`;
}

export function viewOf(snapshot: PublicSnapshot, now: number, words?: Words): PublicView {
	const { components, incidents, maintenances } = snapshot;
	return publicView(components, incidents, now, doubtsAt(snapshot, now), maintenances, words);
}

export function originOf(c: PublicContext): string {
	return publicUrl(c.env, c.req.url);
}
