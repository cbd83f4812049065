import { isCloudflares, isPublicIpv4, isPublicIpv6 } from "./ip-range.ts";

export const EGRESS_PURPOSES = ["check", "push", "webhook", "heartbeat", "resolver"] as const;
export type EgressPurpose = (typeof EGRESS_PURPOSES)[number];

/** Both in lower case. `allow` holds `host:port` as the operator listed it, `ownNames` the names of this machine. */
export interface AddressRules {
	allow: ReadonlySet<string>;
	ownNames: ReadonlySet<string>;
	/** Deployed there, where some targets can never be asked. */
	isOnCloudflare?: boolean;
}

/** A destination that may be called: `href` (null for `host:port`) and `host` are in their one canonical spelling. */
export interface Destination {
	href: string | null;
	host: string;
	port: number;
	tls: boolean;
}
export type AddressVerdict = { ok: true; destination: Destination } | { ok: false; why: string };

/** Reads a comma-separated setting (`EGRESS_ALLOW`, `OWN_NAMES`). Empty for an absent one. */
export function parseList(setting: string | undefined): ReadonlySet<string> {
	const entries = (setting ?? "").split(",").map((entry) => entry.trim().toLowerCase());
	return new Set(entries.filter((entry) => entry !== ""));
}

/**
 * May this URL (or `host:port` without a scheme) be called? Decided on the spelling that the WHATWG parser makes of
 * it, the same that is called afterwards, so no other way to write an address gets past.
 */
export function judgeAddress(purpose: EgressPurpose, text: string, rules: AddressRules): AddressVerdict {
	const parsed = text.includes("://") ? parseUrl(text) : parseHostPort(text);
	if (typeof parsed === "string") return { ok: false, why: parsed };
	const { destination, literal } = parsed;
	const listed = literal && rules.allow.has(`${destination.host}:${destination.port}`);
	const why = listed
		? null
		: (refuseHost(destination.host, rules) ??
			refuseUse(purpose, destination) ??
			refuseThere(destination, rules));
	return why === null ? { ok: true, destination } : { ok: false, why };
}

/** `host` in the WHATWG parser's spelling: no name there ends in a number. */
export function isIpLiteral(host: string): boolean {
	return host.startsWith("[") || /^\d+\.\d+\.\d+\.\d+$/.test(host);
}

/** The WHATWG parser is pure and in every runtime; the rules' own library declares no web platform. */
declare class URL {
	constructor(text: string);
	readonly href: string;
	readonly protocol: string;
	readonly username: string;
	readonly password: string;
	readonly hostname: string;
	readonly port: string;
}

/** `literal`: the host was written in its canonical spelling, as it must be for the operator's list to count. */
type Parsed = { destination: Destination; literal: boolean };

const MAX_HOST_LENGTH = 253;
const DEFAULT_PORTS: Record<string, number> = { "http:": 80, "https:": 443 };

function parseUrl(text: string): Parsed | string {
	const url = readUrl(text);
	if (!url) return "must be a URL";
	const defaultPort = DEFAULT_PORTS[url.protocol];
	if (!defaultPort) return "must start with http:// or https://";
	if (url.username || url.password) return "must not contain a user name or password";
	const authority = /^https?:\/\/([^/?#\\]*)/i.exec(text)?.[1] ?? "";
	const spelledHost = authority.replace(/:\d*$/, "").toLowerCase();
	const port = url.port === "" ? defaultPort : Number(url.port);
	return {
		destination: { href: url.href, host: url.hostname, port, tls: url.protocol === "https:" },
		literal: spelledHost === url.hostname,
	};
}

function parseHostPort(text: string): Parsed | string {
	const match = /^([^/?#@\\]+):(\d{1,5})$/.exec(text);
	const [, spelledHost = "", spelledPort = ""] = match ?? [];
	const port = Number(spelledPort);
	const url = match === null ? null : readUrl(`http://${spelledHost}/`);
	if (url === null || url.port !== "" || port < 1 || port > 65_535) return "must be host:port";
	return {
		destination: { href: null, host: url.hostname, port, tls: false },
		literal: spelledHost.toLowerCase() === url.hostname,
	};
}

/** Null for what no parser takes, and for blanks and control characters, which it would silently drop. */
function readUrl(text: string): URL | null {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that must not be there
	if (/[\u0000-\u0020\u007f]/.test(text)) return null;
	try {
		return new URL(text);
	} catch {
		return null;
	}
}

/** RFC 6761, 6762 (with appendix G) and 8375: never delegated, so never the public's. */
const PRIVATE_SUFFIXES = [
	".localhost",
	".localdomain",
	".local",
	".internal",
	".intranet",
	".private",
	".corp",
	".home",
	".lan",
	".home.arpa",
];

function refuseHost(spelled: string, rules: AddressRules): string | null {
	const host = spelled.replace(/\.+$/, "");
	if (rules.ownNames.has(host)) return "must not be this server";
	if (host.startsWith("[")) return isPublicIpv6(host.slice(1, -1)) ? null : "must be a public address";
	if (isIpLiteral(host)) return isPublicIpv4(host) ? null : "must be a public address";
	if (host.length > MAX_HOST_LENGTH) return "must have a shorter host name";
	if (!host.includes(".")) return "must be a public host name";
	if (PRIVATE_SUFFIXES.some((suffix) => `.${host}`.endsWith(suffix))) return "must be a public host name";
	return null;
}

const PUSH_HOSTS = ["fcm.googleapis.com", "android.googleapis.com", "jmt17.google.com"];
const PUSH_SUFFIXES = [".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com"];

/** What Cloudflare's own network does not do for a Worker. */
function refuseThere({ href, host, port }: Destination, { isOnCloudflare }: AddressRules): string | null {
	if (!isOnCloudflare) return null;
	if (href !== null)
		return isIpLiteral(host) ? "is an IP address, which Cloudflare does not ask: use a name" : null;
	if (port === 25) return "is port 25, which Cloudflare does not open";
	return isCloudflares(host) ? "is an address of Cloudflare, which it does not open" : null;
}

function refuseUse(purpose: EgressPurpose, { href, host, port, tls }: Destination): string | null {
	if (purpose === "check") return null;
	if (href === null || !tls) return "must use https";
	if (purpose !== "push") return null;
	const known = PUSH_HOSTS.includes(host) || PUSH_SUFFIXES.some((suffix) => host.endsWith(suffix));
	return known && port === 443 ? null : "must be a known push service";
}
