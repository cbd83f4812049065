/**
 * Who is looking at an incident just now. It is told from socket to socket and kept nowhere: a phone that sleeps says
 * nothing more, and whoever was told of it forgets it after `LOOKS_MS`.
 */
import { isIdOf } from "../../platform/rules/id.ts";
import { type Instant, seconds } from "../../platform/rules/time.ts";

/** A screen says it again this often; one that has not said it for so long is not looking. */
export const SAID_EVERY_MS = seconds(20);
export const LOOKS_MS = seconds(45);
/** So many others are told of at most, and at most so many are told. */
export const MOST_LOOKING = 20;
/** What is longer is no word of ours. */
const LONGEST = 100;

/** What a socket said last. */
export interface Looking {
	userId: string;
	/** Null: it has left. */
	incidentId: string | null;
	at: Instant;
}

/** What the others hear: that somebody looks for the next `forMs`, or with 0 that they do no more. */
export interface PresenceWord {
	type: "presence";
	incidentId: string;
	userId: string;
	forMs: number;
}

/** The incident that a message says is looked at; null that none is any more; undefined what is no such message. */
export function lookingOf(message: unknown): string | null | undefined {
	if (typeof message !== "string" || message.length > LONGEST) return undefined;
	try {
		const said = JSON.parse(message) as { type?: unknown; incidentId?: unknown } | null;
		if (said?.type !== "looking") return undefined;
		const { incidentId } = said;
		if (incidentId === null) return null;
		return typeof incidentId === "string" && isIdOf("incident", incidentId) ? incidentId : undefined;
	} catch {
		return undefined;
	}
}

/** The other people who look at this incident, each once and with the time that is left; the latest first. */
export function othersAt(
	all: readonly Looking[],
	{ incidentId, userId }: { incidentId: string; userId: string },
	now: Instant,
): PresenceWord[] {
	const words = new Map<string, PresenceWord>();
	for (const one of [...all].sort((a, b) => b.at - a.at)) {
		const forMs = one.at + LOOKS_MS - now;
		if (one.incidentId !== incidentId || one.userId === userId || forMs <= 0) continue;
		if (!words.has(one.userId)) words.set(one.userId, wordOf(incidentId, one.userId, forMs));
	}
	return [...words.values()].slice(0, MOST_LOOKING);
}

export function wordOf(incidentId: string, userId: string, forMs: number): PresenceWord {
	return { type: "presence", incidentId, userId, forMs };
}
