import type { JSX } from "hono/jsx/jsx-runtime";
import { seconds } from "../platform/rules/time.ts";
import { FreshnessLine } from "./freshness-line.tsx";
import { FRESHNESS_SLOT } from "./layout.tsx";
import { PlainPage, UnknownPage } from "./other-pages.tsx";
import { PageContext, type PageFacts } from "./page-context.ts";
import { pageHeaders } from "./page-headers.ts";
import { passingAnswer, publicAnswer } from "./public-answer.ts";
import type { Words } from "./rules/languages/words.ts";
import { freshness } from "./rules/public-snapshot.ts";
import { epochOf, factsOf, type PublicContext, snapshotFor, type Visit } from "./visit.ts";

export const DOCTYPE = "<!doctype html>";

/** `path` names what is rendered; while snapshot, minute and language stay, it is rendered once. */
export function answerPage(
	visit: Visit,
	path: string,
	show: () => JSX.Element,
	headersOf: typeof pageHeaders = pageHeaders,
): Response {
	const { c, snapshot, now, words, isNamed } = visit;
	const facts = factsOf(c, snapshot, path);
	return publicAnswer({
		request: c.req.raw,
		headers: headersOf(facts.accents),
		language: words.tag,
		path: `${words.tag} ${isNamed} ${facts.origin}${path}`,
		epoch: epochOf(snapshot, now),
		stamp: `${Math.floor(now / seconds(1))}`,
		render: () => htmlOf(facts, show()),
		fill: (rendered) => stamped(rendered, visit),
	});
}

export const htmlOf = (facts: PageFacts, page: JSX.Element): string =>
	`${DOCTYPE}${<PageContext.Provider value={facts}>{page}</PageContext.Provider>}`;

/** With how old it is right now. */
export function stamped(rendered: string, { snapshot, now, words }: Omit<Visit, "c">): string {
	const fresh = freshness(snapshot, now);
	return rendered.replace(FRESHNESS_SLOT, () => `${<FreshnessLine {...{ fresh, now, words }} />}`);
}

/** A page that could not tell all: it is asked for again soon. */
export function answerPassing({ c, snapshot }: Visit, page: JSX.Element): Response {
	const facts = factsOf(c, snapshot, null);
	return passingAnswer(htmlOf(facts, page), { ...pageHeaders(facts.accents), vary: "accept-language" });
}

/** Where nothing at all is known, nor in which languages the page speaks. */
export function unknownPage(): Response {
	return passingAnswer(`${DOCTYPE}${<UnknownPage />}`, pageHeaders(null));
}

export async function notFound(
	c: PublicContext,
	what: Exclude<keyof Words["missing"], "advice">,
): Promise<Response> {
	const facts = factsOf(c, await snapshotFor(c, Date.now()), null);
	const { missing } = facts.words;
	const html = htmlOf(facts, <PlainPage title={missing[what]}>{missing.advice}</PlainPage>);
	return c.body(html, 404, { ...pageHeaders(facts.accents), vary: "accept-language" });
}

/** For an address that is nobody's. */
export const noSuchPage = (c: PublicContext): Promise<Response> => notFound(c, "page");
