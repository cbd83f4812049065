/**
 * What people find out first: whether it is real, and whether customers feel it. And what of the timeline they keep for
 * the review, or take out of sight.
 */
import type { Disposition } from "./incident-types.ts";

export const FINDINGS = ["real", "noise", "unsure"] as const;
export type Finding = (typeof FINDINGS)[number];

/** What the triage of this episode has found so far; null: nobody has said. */
export interface Triage {
	finding: Finding | null;
	customersAffected: boolean | null;
}

export const UNTRIAGED: Readonly<Triage> = { finding: null, customersAffected: null };

/** What was found now, of either question or of both. */
export type Triaged = Partial<{ finding: Finding; customersAffected: boolean }>;

export const LINE_MARKS = ["pinned", "hidden"] as const;
export type LineMark = (typeof LINE_MARKS)[number];

/** A line of the timeline is marked, or no more. The event itself stays as it is. */
export interface LineMarked {
	/** The `seq` of the event. */
	line: number;
	mark: LineMark;
	on: boolean;
}

/** What an end without a word of what it was counts as: as triage found it, null where that was not sure. */
export function dispositionOf({ finding }: Pick<Triage, "finding">): Disposition | null {
	return finding === "unsure" ? null : finding;
}

/** What begins or ends it, what others were told, and the marks themselves are never hidden. */
const IN_SIGHT: ReadonlySet<string> = new Set([
	"triggered",
	"update_published",
	"soak_started",
	"resolved",
	"resolution_announced",
	"reopened",
	"merged",
	"merged_in",
	"split_off",
	"line_marked",
]);

/** Whether a line of this type may be taken out of sight. */
export const mayHide = (type: string): boolean => !IN_SIGHT.has(type);

interface Marked {
	seq: number;
	type: string;
	data: Record<string, unknown>;
}

/** The lines that have this mark now, and the events that gave it to them. */
export function linesMarked<Event extends Marked>(
	events: readonly Event[],
	mark: LineMark,
): Map<number, Event> {
	const marked = new Map<number, Event>();
	for (const event of events) {
		const { type, data } = event;
		if (type !== "line_marked" || data.mark !== mark || typeof data.line !== "number") continue;
		if (data.on === true) marked.set(data.line, event);
		else marked.delete(data.line);
	}
	return marked;
}
