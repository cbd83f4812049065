import type { Env } from "./env.ts";

/** The origin in links and feeds, without a slash at the end; the request's own where none is set. */
export function publicUrl(env: Env, requestUrl?: string): string {
	const configured = env.PUBLIC_URL || (requestUrl ? new URL(requestUrl).origin : "http://localhost:8787");
	return configured.replace(/\/+$/, "");
}

/** The private, loopback and plain-http destinations that this instance may call: shown to people as a warning. */
export function egressAllow(env: Env): string[] {
	return (env.EGRESS_ALLOW ?? "")
		.split(",")
		.map((entry) => entry.trim())
		.filter((entry) => entry !== "");
}
