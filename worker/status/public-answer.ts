import { type Body, type Making, RenderCache } from "./render-cache.ts";

const CACHE_CONTROL = "public, max-age=10, stale-while-revalidate=60, stale-if-error=86400";

const kept = new RenderCache();

interface Answering extends Making {
	request: Request;
	headers: Record<string, string>;
	/** Of a page for people: it depends on what their browser asks for. */
	language?: string;
}

/**
 * A public answer: kept while nothing changed, compressed once, and 304 for who has it already. The tag is weak
 * because the age written on a page moves on while everything it tells stays the same.
 */
export function publicAnswer(answering: Answering): Response {
	const { request, epoch, headers, language } = answering;
	const etag = language ? `W/"${epoch}-${language}"` : `W/"${epoch}"`;
	const spoken: Record<string, string> = language ? { "content-language": language } : {};
	const vary = language ? "accept-encoding, accept-language" : "accept-encoding";
	const common = { ...headers, ...spoken, "cache-control": CACHE_CONTROL, etag, vary };
	if (matches(request.headers.get("if-none-match"), etag))
		return new Response(null, { status: 304, headers: common });
	return bytes(request, kept.body(answering), common);
}

/** For answers that must not be kept: what is said when nothing can be known. */
export function passingAnswer(text: string, headers: Record<string, string>): Response {
	return new Response(text, { headers: { ...headers, "cache-control": "public, max-age=5" } });
}

function bytes(request: Request, body: Body, headers: Record<string, string>): Response {
	if (!takesGzip(request)) return new Response(body.plain, { headers });
	return new Response(body.packed, {
		headers: { ...headers, "content-encoding": "gzip" },
		encodeBody: "manual",
	});
}

/** The platform asks us for gzip whatever its client asked for; what that was stands in `cf`. */
function takesGzip(request: Request): boolean {
	const asked = request.cf ? request.cf.clientAcceptEncoding : request.headers.get("accept-encoding");
	const offered = typeof asked === "string" ? asked.toLowerCase().split(",") : [];
	return offered.some((offer) => {
		const [name, ...parameters] = offer.split(";").map((part) => part.trim());
		return name === "gzip" && !parameters.some((p) => /^q=0(\.0*)?$/.test(p));
	});
}

/** True when any of the tags is ours: weak comparison, as a GET asks for. */
function matches(header: string | null, etag: string): boolean {
	if (header === null) return false;
	const bare = (tag: string) => tag.trim().replace(/^W\//, "");
	return header.trim() === "*" || header.split(",").some((tag) => bare(tag) === bare(etag));
}
