import { asItIs, storedShape } from "../../worker/platform/rules/stored-shape.ts";

/** An acknowledgement that was made on this device, until somebody has read what became of it. */
export interface Entry {
	/** One per incident: pressing twice is one act. */
	incidentId: string;
	/** What was acknowledged, in the words of its page: "P1 · Checkout is down". */
	title: string;
	/** The tap, RFC 3339. */
	occurredAt: string;
	by: Way;
	/** The person whose device this is, if it knows: so that "you" are not told of as somebody faster. */
	userId: string | null;
	/** Of the notification that was answered; what becomes of it replaces that one. */
	tag: string | null;
	/** Attempts that ended without an answer. */
	attempts: number;
	/** Null until the server has said what became of it. */
	outcome: Outcome | null;
	/** When it said so, epoch ms. */
	toldAt: number | null;
}

/** As the device keeps it: an app that is newer than the tap must deliver it all the same. */
export const ENTRY = storedShape<Entry>(asItIs);

/** By the page's own token, which needs no session, or as the person who is signed in, in the epoch that they saw. */
export type Way = { kind: "page"; token: string } | { kind: "session"; epoch: number };

export type Outcome =
	| { kind: "mine"; at: string }
	| { kind: "faster"; name: string; at: string }
	| { kind: "resolved" }
	| { kind: "refused"; why: "expired" | "moved-on" | "signed-out" | "forbidden" };

/** What a try came to: the server's word, or none. */
export type SendResult = { kind: "told"; outcome: Outcome } | { kind: "undelivered"; reached: boolean };

/** `sending` for the first seconds, then `queued` until the server answers; never more than that. */
export type EntryState = "sending" | "queued" | "told";

/** A first attempt that takes longer than this is shown as not delivered. */
export const SENDING_MS = 8_000;
/** A told entry is kept this long, for a screen that is opened later. */
export const OUTCOME_KEEP_MS = 600_000;

interface Held {
	occurredAt: string;
	attempts: number;
	outcome: object | null;
	toldAt: number | null;
}

export function stateOf(entry: Held, now: number): EntryState {
	if (entry.outcome) return "told";
	const fresh = now - Date.parse(entry.occurredAt) < SENDING_MS;
	return entry.attempts === 0 && fresh ? "sending" : "queued";
}

/** Who waits, the oldest first, and who has been told of long enough. */
export function plan<E extends Held>(entries: E[], now: number): { due: E[]; past: E[] } {
	const past = entries.filter((entry) => entry.toldAt !== null && now - entry.toldAt > OUTCOME_KEEP_MS);
	const due = entries.filter((entry) => entry.outcome === null);
	due.sort((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt));
	return { due, past };
}

/** The same press again keeps its first instant; another page or epoch of the incident is another press. */
export function pressed(before: Entry | undefined, next: Entry): Entry {
	if (!before || before.outcome || !sameWay(before.by, next.by)) return next;
	return { ...before, tag: next.tag ?? before.tag };
}

function sameWay(a: Way, b: Way): boolean {
	if (a.kind === "page") return b.kind === "page" && a.token === b.token;
	return b.kind === "session" && a.epoch === b.epoch;
}
