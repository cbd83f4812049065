import type { Env } from "./env.ts";

/**
 * The origin in links, feeds and passkeys: as set, tidied, else the request's own. Empty when neither is known: then a
 * link is relative, and never one to this machine.
 */
export function publicUrl(env: Env, requestUrl?: string): string {
	const known = [env.PUBLIC_URL, requestUrl].find((text) => text && URL.canParse(text));
	return known === undefined ? "" : new URL(known).origin;
}

/** The private, loopback and plain-http destinations that this instance may call: shown to people as a warning. */
export function egressAllow(env: Env): string[] {
	return (env.EGRESS_ALLOW ?? "")
		.split(",")
		.map((entry) => entry.trim())
		.filter((entry) => entry !== "");
}
