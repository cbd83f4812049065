import { asItIs, storedShape } from "../../worker/platform/rules/stored-shape.ts";
import type { TimelineEvent } from "../state/wire.ts";
import type { Reply } from "./delivery.ts";
import type { Tried } from "./outbox.ts";

/** A command on an incident that is on this device until the server has taken it, or the person has decided. */
export interface Kept {
	/** Also the idempotency key: sent twice, it happens once. */
	key: string;
	incidentId: string;
	/** Whose it is: the next person on this device neither sees nor sends it. */
	userId: string;
	method: string;
	/** Below the incident: `notes`. */
	path: string;
	body: object;
	/** What it is, for whoever reads the list: "Note: It is the pool." */
	words: string;
	/** The last event that the person had seen. */
	seenSeq: number;
	/** Events of others since then that make it another act than the person meant. */
	unless: Unless[];
	/** Of a word on a runbook's step: what the runbook shows meanwhile. */
	step: Record<string, unknown> | null;
	occurredAt: string;
	attempts: number;
	outcome: KeptOutcome | null;
	toldAt: number | null;
}

/** An event of this type, and where `is` is given, with this word in its data. */
export interface Unless {
	type: string;
	field?: string;
	is?: string;
}

export type KeptOutcome =
	| { kind: "done" }
	/** Somebody else did something first; the event as the timeline tells it. Nothing was sent. */
	| { kind: "overtaken"; by: TimelineEvent }
	/** The server does not take it. */
	| { kind: "refused"; why: string };

/** As the device keeps it: an app that is newer than the act must send it all the same. */
export const KEPT_COMMAND = storedShape<Kept>(asItIs);

/** What others did since the person looked that changes what the act would mean; one's own acts never do. */
export function overtakenBy(
	{ seenSeq, unless, userId }: Kept,
	events: TimelineEvent[],
): TimelineEvent | undefined {
	return events.find(
		({ seq, type, actor, data }) =>
			seq > seenSeq &&
			actor.id !== userId &&
			unless.some((one) => one.type === type && (!one.field || data[one.field] === one.is)),
	);
}

/** Reads the server's answer. Signed out, it waits until its person is back. */
export function deliveryOfKept(reply: Reply): Tried<Kept> {
	const status = reply?.status ?? 0;
	if (status >= 200 && status < 300) return { kind: "told", outcome: { kind: "done" } };
	const isPassing = status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;
	if (isPassing) return { kind: "undelivered", reached: reply !== null };
	const problem = reply?.body as { detail?: string; errors?: { message: string }[] } | null | undefined;
	const why = problem?.errors?.[0]?.message ?? problem?.detail ?? "";
	return { kind: "told", outcome: { kind: "refused", why }, stays: true };
}
