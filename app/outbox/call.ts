import type { Reply } from "./delivery.ts";

const PATIENCE_MS = 8_000;

export interface CallOptions {
	body?: object;
	headers?: Record<string, string>;
	credentials?: RequestCredentials;
}

/**
 * Calls `/api/v1` + `path` from a page or the service worker, with the session's cookie unless told otherwise. Null
 * when no answer came. A change that is under way outlives whoever asked for it.
 */
export async function call(method: string, path: `/${string}`, options: CallOptions = {}): Promise<Reply> {
	try {
		const answer = await fetch(`/api/v1${path}`, {
			method,
			headers: { ...options.headers, "content-type": "application/json", accept: "application/json" },
			body: options.body && JSON.stringify(options.body),
			credentials: options.credentials ?? "same-origin",
			keepalive: method !== "GET",
			signal: AbortSignal.timeout(PATIENCE_MS),
		});
		const text = await answer.text();
		return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
	} catch {
		return null;
	}
}

/** What the token of a push may do; no cookie goes along. */
export function callPage(
	token: string,
	action: "receipt" | "acknowledge" | "escalate" | "no-change" | "here",
	body: object,
): Promise<Reply> {
	const headers = { authorization: `Bearer ${token}` };
	return call("POST", `/page-actions/${action}`, { body, headers, credentials: "omit" });
}
