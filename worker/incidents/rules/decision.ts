import type { NewEvent } from "./events.ts";

export type RefusalCode = "incident_resolved" | "conflict" | "not_found";

/** What a command leads to: events to append (none: it had already happened), or why not. */
export type Decision = { events: NewEvent[] } | { refusal: { code: RefusalCode; detail: string } };

export const NOTHING: Decision = { events: [] };

export function refuse(code: RefusalCode, detail: string): Decision {
	return { refusal: { code, detail } };
}
