import type { JSX } from "hono/jsx/jsx-runtime";
import type { AppContext } from "../platform/http/app-env.ts";
import { readAtMost } from "../platform/http/body.ts";
import { NO_FACTS, PageContext } from "./page-context.ts";
import { formHeaders } from "./page-headers.ts";
import { currentSnapshot } from "./public-source.ts";
import type { PublicSnapshot } from "./rules/public-snapshot.ts";

const MAX_FORM_BYTES = 64 * 1_024;

/** What a page with a form may say of the status page; null when no snapshot can be had. It never throws. */
export const formFacts = (c: AppContext): Promise<PublicSnapshot | null> =>
	currentSnapshot(c.env, Date.now());

/** A page of the public's look that asks for something, or answers what was sent. It is in no search engine's list. */
export function formAnswer(
	c: AppContext,
	snapshot: PublicSnapshot | null,
	status: 200 | 202 | 404 | 422 | 429 | 503,
	page: JSX.Element,
): Response {
	const facts = { ...NO_FACTS, ...snapshot?.page };
	const html = `<!doctype html>${<PageContext.Provider value={facts}>{page}</PageContext.Provider>}`;
	return c.body(html, status, { ...formHeaders(facts.accents), "x-robots-tag": "noindex" });
}

/** What a form was filled in with; null when it is too long, or no form. */
export async function readForm(c: AppContext): Promise<FormData | null> {
	const bytes = await readAtMost(c.req.raw, MAX_FORM_BYTES);
	if (bytes === null) return null;
	const headers = { "content-type": c.req.header("content-type") ?? "" };
	return new Response(bytes as Uint8Array<ArrayBuffer>, { headers }).formData().catch(() => null);
}

/** One line of a form; empty when it is not there. */
export function fieldOf(form: FormData | null, name: string): string {
	const value = form?.get(name);
	return typeof value === "string" ? value : "";
}
