import type { JSX } from "hono/jsx/jsx-runtime";
import { seconds } from "../platform/rules/time.ts";
import { FreshnessLine } from "./freshness-line.tsx";
import { FRESHNESS_SLOT } from "./layout.tsx";
import { PlainPage, UnknownPage } from "./other-pages.tsx";
import { PageContext } from "./page-context.ts";
import { HTML_HEADERS, passingAnswer, publicAnswer } from "./public-answer.ts";
import type { Words } from "./rules/languages/words.ts";
import { freshness } from "./rules/public-snapshot.ts";
import { epochOf, factsOf, type PublicContext, snapshotFor, type Visit } from "./visit.ts";

export const DOCTYPE = "<!doctype html>";

/** `path` names what is rendered; while snapshot, minute and language stay, it is rendered once. */
export function answerPage(
	visit: Visit,
	path: string,
	show: () => JSX.Element,
	headers: Record<string, string> = HTML_HEADERS,
): Response {
	const { c, snapshot, now, words, isNamed } = visit;
	const fresh = freshness(snapshot, now);
	const facts = factsOf(c, snapshot, path);
	return publicAnswer({
		request: c.req.raw,
		headers,
		language: words.tag,
		path: `${words.tag} ${isNamed} ${facts.origin}${path}`,
		epoch: epochOf(snapshot, now),
		stamp: `${Math.floor(now / seconds(1))}`,
		render: () => `${DOCTYPE}${<PageContext.Provider value={facts}>{show()}</PageContext.Provider>}`,
		fill: (rendered) =>
			rendered.replace(FRESHNESS_SLOT, () => `${<FreshnessLine {...{ fresh, now, words }} />}`),
	});
}

/** A page that could not tell all: it is asked for again soon. */
export function answerPassing({ c, snapshot }: Visit, page: JSX.Element): Response {
	const facts = factsOf(c, snapshot, null);
	const html = `${DOCTYPE}${<PageContext.Provider value={facts}>{page}</PageContext.Provider>}`;
	return passingAnswer(html, { ...HTML_HEADERS, vary: "accept-language" });
}

/** Where nothing at all is known, nor in which languages the page speaks. */
export function unknownPage(): Response {
	return passingAnswer(`${DOCTYPE}${<UnknownPage />}`, HTML_HEADERS);
}

export async function notFound(
	c: PublicContext,
	what: Exclude<keyof Words["missing"], "advice">,
): Promise<Response> {
	const facts = factsOf(c, await snapshotFor(c, Date.now()), null);
	const { missing } = facts.words;
	const page = <PlainPage title={missing[what]}>{missing.advice}</PlainPage>;
	const html = `${DOCTYPE}${<PageContext.Provider value={facts}>{page}</PageContext.Provider>}`;
	return c.body(html, 404, { ...HTML_HEADERS, vary: "accept-language" });
}

/** For an address that is nobody's. */
export const noSuchPage = (c: PublicContext): Promise<Response> => notFound(c, "page");
