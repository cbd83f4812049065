/** The cookies of one check (RFC 6265): what a redirect sets, the next hops of the same site send back. */
export interface Cookie {
	name: string;
	value: string;
	host: string;
	/** Named by the server with `Domain`: hosts below it get the cookie too. */
	isForSubdomains: boolean;
	path: string;
	isSecure: boolean;
}

/** Where a request goes, in the spelling of the WHATWG parser. */
export interface CookiePlace {
	host: string;
	path: string;
	isSecure: boolean;
}

/** A server that sets more than this in one check is not logging anybody in. */
const MAX_COOKIES = 50;

/** The jar after an answer from `place` at `now` (epoch ms); what a site may not set, or sets as expired, is not in it. */
export function withCookies(jar: Cookie[], setCookies: string[], place: CookiePlace, now: number): Cookie[] {
	let kept = jar;
	for (const line of setCookies) {
		const read = readCookie(line, place, now);
		if (read === null) continue;
		const others = kept.filter((cookie) => !isSame(cookie, read.cookie));
		kept = read.isOver ? others : [...others, read.cookie].slice(-MAX_COOKIES);
	}
	return kept;
}

/** The `Cookie` header for a request to `place`; null when there is none for it. */
export function cookieHeader(jar: Cookie[], place: CookiePlace): string | null {
	const sent = jar
		.filter((cookie) => isMeantFor(cookie, place))
		.toSorted((a, b) => b.path.length - a.path.length)
		.map(({ name, value }) => `${name}=${value}`);
	return sent.length > 0 ? sent.join("; ") : null;
}

/** One header of both: a cookie that the server has set since replaces the one of that name that was given. */
export function joinCookies(given: string | undefined, set: string | null): string | undefined {
	if (set === null) return given;
	const names = new Set(set.split("; ").map(nameOf));
	const rest = (given ?? "").split(/;\s*/).filter((pair) => pair !== "" && !names.has(nameOf(pair)));
	return [...rest, set].join("; ");
}

function nameOf(pair: string): string {
	return (pair.split("=", 1)[0] ?? "").trim();
}

function readCookie(
	line: string,
	place: CookiePlace,
	now: number,
): { cookie: Cookie; isOver: boolean } | null {
	const [pair = "", ...parts] = line.split(";");
	const equals = pair.indexOf("=");
	const name = pair.slice(0, Math.max(0, equals)).trim();
	if (name === "") return null;
	const attributes = new Map(parts.map(readAttribute));
	const domain = (attributes.get("domain") ?? "").replace(/^\./, "").toLowerCase();
	if (domain !== "" && !maySetFor(domain, place.host)) return null;
	const path = attributes.get("path") ?? "";
	const cookie = {
		name,
		value: pair.slice(equals + 1).trim(),
		host: domain || place.host,
		isForSubdomains: domain !== "" && isName(domain),
		path: path.startsWith("/") ? path : folderOf(place.path),
		isSecure: attributes.has("secure"),
	};
	return { cookie, isOver: isOver(attributes, now) };
}

function readAttribute(part: string): [string, string] {
	const equals = part.indexOf("=");
	if (equals < 0) return [part.trim().toLowerCase(), ""];
	return [part.slice(0, equals).trim().toLowerCase(), part.slice(equals + 1).trim()];
}

/** Itself or a domain above it, but no top-level domain, and nothing above an address. */
function maySetFor(domain: string, host: string): boolean {
	return domain === host || (isName(host) && domain.includes(".") && host.endsWith(`.${domain}`));
}

function isName(host: string): boolean {
	return !host.startsWith("[") && !/^[\d.]+$/.test(host);
}

function isOver(attributes: Map<string, string>, now: number): boolean {
	const maxAge = attributes.get("max-age") ?? "";
	if (/^-?\d+$/.test(maxAge)) return Number(maxAge) <= 0;
	return Date.parse(attributes.get("expires") ?? "") <= now;
}

function folderOf(path: string): string {
	return path.slice(0, Math.max(1, path.lastIndexOf("/")));
}

function isSame(a: Cookie, b: Cookie): boolean {
	return a.name === b.name && a.host === b.host && a.path === b.path;
}

function isMeantFor(cookie: Cookie, { host, path, isSecure }: CookiePlace): boolean {
	const isHost = host === cookie.host || (cookie.isForSubdomains && host.endsWith(`.${cookie.host}`));
	const isPath =
		path === cookie.path || path.startsWith(cookie.path.endsWith("/") ? cookie.path : `${cookie.path}/`);
	return isHost && isPath && (isSecure || !cookie.isSecure);
}
