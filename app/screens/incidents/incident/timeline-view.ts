/** Which lines of a timeline are shown, and which wait until somebody asks for them. */
import type { TimelineLine } from "../../../state/timeline-text.ts";
import type { TimelineEvent } from "../../../state/wire.ts";

/** `main`: what matters. `people`: what humans did. `all`: every step of the machinery too. */
export type TimelineFilter = "main" | "people" | "all";

export const TIMELINE_FILTERS: { value: TimelineFilter; name: string }[] = [
	{ value: "main", name: "Key events" },
	{ value: "people", name: "People" },
	{ value: "all", name: "All" },
];

/** Newest first. `waiting` counts the lines after `shownSeq`: they must not push away what is being read. */
export function timelineView(
	lines: TimelineLine[],
	filter: TimelineFilter,
	shownSeq: number,
): { lines: TimelineLine[]; waiting: number } {
	const wanted = filter === "people" ? lines.filter((line) => line.by === "human") : lines;
	const shown = wanted.filter((line) => line.seq <= shownSeq);
	return { lines: shown.reverse(), waiting: wanted.length - shown.length };
}

/** Whether the reader did one of these: one's own act is shown at once. */
export const hasOwn = (events: TimelineEvent[], meId: string | undefined): boolean =>
	meId !== undefined && events.some((event) => event.actor.kind === "user" && event.actor.id === meId);

/** A line for somebody who cannot see the screen change: the last of these that a person or the escalation did. */
export function newsWords(lines: TimelineLine[]): string {
	return lines.findLast((line) => line.tone !== "quiet")?.text ?? "";
}
