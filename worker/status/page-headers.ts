import type { PageAccents, Theme } from "../people/rules/page-accents.ts";
import { hashSource } from "../platform/http/hash-source.ts";
import { accentStyle, EMBEDDED_STYLE, inLook, STYLE } from "./styles.ts";

const [STYLE_HASH, EMBEDDED_HASH] = [hashSource(STYLE), hashSource(EMBEDDED_STYLE)];

interface Allowed {
	formAction?: "'none'" | "'self'";
	/** Whose pages may show it in a frame. */
	frames?: "'none'" | "'self'" | "*";
	styles: string;
}

const policyOf = ({ formAction = "'none'", frames = "'none'", styles }: Allowed) =>
	[
		"default-src 'none'",
		`style-src ${styles}`,
		"img-src data: 'self'",
		// No script runs here that could use it; without it a search engine's check of robots.txt is refused.
		"connect-src 'self'",
		"base-uri 'none'",
		`form-action ${formAction}`,
		`frame-ancestors ${frames}`,
	].join("; ");

const stylesOf = (accents: PageAccents | null): string =>
	accents ? `${STYLE_HASH} ${hashSource(accentStyle(accents))}` : STYLE_HASH;

const headersOf = (accents: PageAccents | null, allowed: Omit<Allowed, "styles"> = {}) => ({
	"content-type": "text/html; charset=utf-8",
	"content-security-policy": policyOf({ styles: stylesOf(accents), ...allowed }),
});

/** Of a public page in the team's colors; null: in its own. */
export const pageHeaders = (accents: PageAccents | null): Record<string, string> => headersOf(accents);

/** A page that asks for something: it is nobody else's, and is kept nowhere. */
export const formHeaders = (accents: PageAccents | null): Record<string, string> => ({
	...headersOf(accents, { formAction: "'self'" }),
	"cache-control": "no-store",
});

/** The front page comes anew by itself, without a script: the browser asks again, and is told 304 while all is the same. */
const REFRESH = { refresh: "60" };

export const liveHeaders = (accents: PageAccents | null): Record<string, string> => ({
	...headersOf(accents),
	...REFRESH,
});

/** A page that nobody has saved yet, in one look, in a frame of the app that lets it do nothing. */
export const draftHeaders = (accents: PageAccents | null, look: Theme): Record<string, string> => {
	const styles = [STYLE, ...(accents ? [accentStyle(accents)] : [])].map((style) => inLook(style, look));
	return {
		...headersOf(accents),
		"content-security-policy": policyOf({ frames: "'self'", styles: styles.map(hashSource).join(" ") }),
		"cache-control": "no-store",
	};
};

/** One line that other sites may show in a frame, and that comes anew like the front page. */
export const EMBEDDED_HEADERS: Record<string, string> = {
	...headersOf(null),
	...REFRESH,
	"content-security-policy": policyOf({ frames: "*", styles: EMBEDDED_HASH }),
	"x-robots-tag": "noindex",
};

/** Documents that other sites may read. No credentials are ever involved. */
export const OPEN_HEADERS = { "access-control-allow-origin": "*" };
