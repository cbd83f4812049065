import { type Cookie, cookieHeader, joinCookies, withCookies } from "./cookies.ts";

/** A request on its way through redirects: where it goes next, what it was told to keep, and where it has been. */
export interface Journey {
	url: string;
	method: string;
	/** Names in lower case. `cookie` is what the caller gave; what servers set is in `jar`. */
	headers: Record<string, string>;
	body: string | Uint8Array | undefined;
	jar: Cookie[];
	been: string[];
}

export interface RedirectAnswer {
	status: number;
	location: string | null;
	setCookies: string[];
}

export function setOut(request: Pick<Journey, "url" | "method" | "headers" | "body">): Journey {
	const headers = Object.fromEntries(
		Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
	return withName({ ...request, headers, jar: [], been: [] });
}

/** The headers of the next request, cookies of the same site included. */
export function headersOf(journey: Journey): Record<string, string> {
	const cookie = cookiesOf(journey);
	return cookie === undefined ? journey.headers : { ...journey.headers, cookie };
}

const REDIRECTS = [301, 302, 303, 307, 308];

/** An answer with such a status sends the caller elsewhere. Without a `Location` it is an answer like any other. */
export function isRedirectStatus(status: number): boolean {
	return REDIRECTS.includes(status);
}

/** Goes where the answer leads, by the rules of fetch; or says, after "but", why it cannot. `now` is epoch ms. */
export function follow(
	journey: Journey,
	answer: RedirectAnswer,
	most: number,
	now: number,
): { ok: true; journey: Journey } | { ok: false; why: string } {
	const from = new URL(journey.url, journey.url);
	const to = resolve(answer.location ?? "", journey.url);
	if (to === null) return { ok: false, why: "its Location is not a URL" };
	if (journey.been.length > most) return { ok: false, why: `at most ${most} redirects are followed` };
	const jar = withCookies(journey.jar, answer.setCookies, placeOf(from), now);
	const told = to.origin === from.origin ? journey.headers : harmless(journey.headers);
	const next = withName({ ...asked(journey, answer.status, told), url: to.href, jar });
	const isCircle = journey.been.includes(next.been.at(-1) ?? "");
	return isCircle ? { ok: false, why: "the redirects lead in a circle" } : { ok: true, journey: next };
}

/** 307 and 308 ask for the same again; 301, 302 and 303 only for an answer. */
function asked(journey: Journey, status: number, headers: Record<string, string>): Journey {
	if (status >= 307 || ["GET", "HEAD"].includes(journey.method)) return { ...journey, headers };
	return { ...journey, method: "GET", headers: without(headers, /^content-/), body: undefined };
}

/** Two requests of the same name are answered alike: the second shows a circle. */
function withName(journey: Journey): Journey {
	const name = [journey.method, journey.url.replace(/#.*/s, ""), cookiesOf(journey) ?? ""].join("\n");
	return { ...journey, been: [...journey.been, name] };
}

function cookiesOf({ url, headers, jar }: Journey): string | undefined {
	// Only what was never parsed, a bad first target, has no place; it is refused before it is asked.
	const parsed = jar.length > 0 ? resolve(url, url) : null;
	return joinCookies(headers.cookie, parsed && cookieHeader(jar, placeOf(parsed)));
}

/** The WHATWG parser is pure and in every runtime; the rules' own library declares no web platform. */
declare class URL {
	constructor(text: string, base: string);
	readonly href: string;
	readonly origin: string;
	readonly protocol: string;
	readonly hostname: string;
	readonly pathname: string;
}

function resolve(location: string, base: string): URL | null {
	try {
		return new URL(location, base);
	} catch {
		return null;
	}
}

function placeOf({ hostname, pathname, protocol }: URL) {
	return { host: hostname, path: pathname, isSecure: protocol === "https:" };
}

/** What may be told to another origin than the one the headers were meant for: any other may be a secret. */
function harmless(headers: Record<string, string>): Record<string, string> {
	return without(headers, /^(?!(accept|accept-language|content-type|user-agent|tocsin-region)$)/);
}

function without(headers: Record<string, string>, pattern: RegExp): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => !pattern.test(name)));
}
