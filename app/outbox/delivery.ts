import type { Entry, SendResult } from "./entry.ts";

/** What one request came to: its status and JSON, or null when no answer came. */
export type Reply = { status: number; body: unknown } | null;

/** The shape of both answers as far as it is read: of a page's token, and of an incident. */
interface Answer {
	result?: string;
	at?: string;
	by?: Actor | null;
	state?: string;
	epoch?: number;
	acknowledgedBy?: Actor | null;
	acknowledgedAt?: string | null;
}
interface Actor {
	kind: string;
	id: string | null;
	name: string;
}

/** Reads the answer to `POST /page-actions/acknowledge`. */
export function deliveryByPage(entry: Entry, reply: Reply): SendResult {
	if (!reply || isPassing(reply.status)) return { kind: "undelivered", reached: reply !== null };
	if (reply.status === 401) return refused("expired");
	if (reply.status !== 200) return refused(reply.status === 409 ? "moved-on" : "forbidden");
	const answer = reply.body as Answer;
	if (answer.result === "already_resolved") return told({ kind: "resolved" });
	const at = answer.at ?? entry.occurredAt;
	if (answer.result === "acknowledged") return told({ kind: "mine", at });
	return whoHasIt(entry, answer.by, at);
}

/** Reads the answer to `PUT /incidents/:id/acknowledgement`. */
export function deliveryBySession(entry: Entry, reply: Reply): SendResult {
	if (!reply || isPassing(reply.status)) return { kind: "undelivered", reached: reply !== null };
	if (reply.status === 401) return refused("signed-out");
	if (reply.status === 409) return told({ kind: "resolved" });
	if (reply.status !== 200) return refused(reply.status === 404 ? "expired" : "forbidden");
	const answer = reply.body as Answer;
	if (answer.state === "resolved") return told({ kind: "resolved" });
	// The level needs two people, and this was the first.
	if (answer.state === "triggered") return told({ kind: "mine", at: entry.occurredAt });
	return whoHasIt(entry, answer.acknowledgedBy, answer.acknowledgedAt ?? entry.occurredAt);
}

/** A tap that waited is for the incident as it was then: reopened since, it must not end what nobody has seen. */
export function isAnotherEpoch(entry: Entry, reply: Reply): boolean {
	if (entry.by.kind !== "session" || reply?.status !== 200) return false;
	const { epoch } = reply.body as Answer;
	return epoch !== undefined && epoch !== entry.by.epoch;
}

export const refused = (why: "expired" | "moved-on" | "signed-out" | "forbidden"): SendResult =>
	told({ kind: "refused", why });

function whoHasIt(entry: Entry, by: Actor | null | undefined, at: string): SendResult {
	if (by && by.kind === "user" && by.id === entry.userId) return told({ kind: "mine", at });
	return told({ kind: "faster", name: by?.name ?? "Someone", at });
}

const told = (outcome: Extract<SendResult, { kind: "told" }>["outcome"]): SendResult => ({
	kind: "told",
	outcome,
});

/** Busy or broken for a while: worth another try. */
const isPassing = (status: number): boolean => status >= 500 || status === 429 || status === 408;
