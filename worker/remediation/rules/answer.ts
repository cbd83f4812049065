import { visible } from "../../platform/rules/visible.ts";

/** What came back from a receiver, or why nothing did. */
export type Received =
	| { ok: true; status: number; body: string }
	| { ok: false; reason: string; detail: string };

/** What an answer means. `retry`: nobody knows that it was done, and asking again with the same identity is right. */
export interface RunAnswer {
	outcome: "done" | "failed" | "retry";
	status: number | null;
	/** The receiver's own words, or why there are none. Null when it said nothing. */
	message: string | null;
}

const MESSAGE_LENGTH = 300;
const AGAIN = new Set([408, 425, 429]);

/**
 * A 2xx is done, unless its JSON says `"result":"failed"`. What may pass by itself is asked again; any other answer, a
 * redirect among them, is a failure.
 */
export function judgeAnswer(received: Received): RunAnswer {
	if (!received.ok) {
		const outcome = received.reason === "blocked" ? "failed" : "retry";
		return { outcome, status: null, message: short(received.detail) };
	}
	const { status, body } = received;
	const said = saidIn(body);
	if (status >= 200 && status < 300) {
		const outcome = said?.result === "failed" ? "failed" : "done";
		return { outcome, status, message: short(said ? said.message : body) };
	}
	const outcome = status >= 500 || AGAIN.has(status) ? "retry" : "failed";
	return { outcome, status, message: short(said ? said.message : body) ?? `HTTP ${status}` };
}

function saidIn(body: string): { result?: unknown; message: string | null } | null {
	try {
		const value: unknown = JSON.parse(body);
		if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
		const { result, message } = value as { result?: unknown; message?: unknown };
		return { result, message: typeof message === "string" ? message : null };
	} catch {
		return null;
	}
}

function short(text: string | null): string | null {
	const clean = visible(text ?? "").trim();
	if (clean === "") return null;
	return clean.length > MESSAGE_LENGTH ? `${clean.slice(0, MESSAGE_LENGTH - 1).toWellFormed()}…` : clean;
}
