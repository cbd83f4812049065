/** Which lines of a timeline are shown, and which wait until somebody asks for them. */
import { type PageDelivery, pageDeliveries } from "../../../state/page-delivery.ts";
import type { TimelineLine } from "../../../state/timeline-text.ts";
import type { TimelineEvent } from "../../../state/wire.ts";

/** `main`: what matters. `people`: what humans did. `pinned`: what is kept for the review. `all`: the machinery too. */
export type TimelineFilter = "main" | "people" | "pinned" | "all";

export const TIMELINE_FILTERS: { value: TimelineFilter; name: string }[] = [
	{ value: "main", name: "Key events" },
	{ value: "people", name: "People" },
	{ value: "pinned", name: "Pinned" },
	{ value: "all", name: "All" },
];

/** Newest first. `waiting` counts the lines after `shownSeq`: they must not push away what is being read. */
export function timelineView(
	lines: TimelineLine[],
	filter: TimelineFilter,
	shownSeq: number,
): { lines: TimelineLine[]; waiting: number } {
	const wanted = lines.filter(
		({ by, isPinned }) => (filter !== "people" || by === "human") && (filter !== "pinned" || isPinned),
	);
	const shown = wanted.filter((line) => line.seq <= shownSeq);
	return { lines: shown.reverse(), waiting: wanted.length - shown.length };
}

const OF_A_PAGE: ReadonlySet<string> = new Set([
	"page_accepted",
	"page_received",
	"page_opened",
	"page_unconfirmed",
	"page_failed",
]);

/**
 * One line for a level that was paged, with what came of its pages, in place of one for each phone. Pages outside the
 * levels keep their lines. All of them stand under "All", and who was paged has the receipts.
 */
export function foldPages(lines: TimelineLine[], events: TimelineEvent[]): TimelineLine[] {
	const ofLevel = new Map<string, number>();
	const pages = new Map<number, PageDelivery[]>();
	let escalatedSeq = 0;
	for (const { type, seq, data } of events) {
		if (type === "escalated") escalatedSeq = seq;
		if (type === "page_queued" && Number(data.level) > 0) ofLevel.set(String(data.pageId), escalatedSeq);
	}
	for (const page of pageDeliveries(events)) {
		const seq = ofLevel.get(page.pageId);
		if (seq) pages.set(seq, [...(pages.get(seq) ?? []), page]);
	}
	const bySeq = new Map(events.map((event) => [event.seq, event]));
	return lines.flatMap((line) => {
		const event = bySeq.get(line.seq);
		if (event && OF_A_PAGE.has(event.type) && ofLevel.has(String(event.data.pageId))) return [];
		const paged = pages.get(line.seq);
		return [paged ? { ...line, text: `${line.text}. ${arrivalWords(paged)}` } : line];
	});
}

/** "Received by 2 of 3 devices", and how many could not be reached. */
function arrivalWords(pages: PageDelivery[]): string {
	const received = pages.filter(({ reached }) => reached.received !== undefined).length;
	const failed = pages.filter(({ problem }) => problem === "failed").length;
	const all = pages.length === 1 ? "the device" : `${received} of ${pages.length} devices`;
	const words = received === 0 ? "No receipt yet" : `Received by ${all}`;
	return failed === 0 ? words : `${words}, ${failed} failed`;
}

/** The newest of the waiting lines that says how the incident stands: it is told with their number. */
export function waitingWords(lines: TimelineLine[], events: TimelineEvent[], shownSeq: number): string {
	const turns = new Set(events.filter(({ type }) => TURNS.has(type)).map(({ seq }) => seq));
	const waiting = lines.filter(({ seq }) => seq > shownSeq);
	const last = waiting.findLast(({ seq }) => turns.has(seq));
	const count = waiting.length === 1 ? "1 new event" : `${waiting.length} new events`;
	return last ? `${count}: ${last.text}` : count;
}

const TURNS: ReadonlySet<string> = new Set(["acknowledged", "unacknowledged", "resolved", "reopened"]);

/** Whether the reader did one of these: one's own act is shown at once. */
export const hasOwn = (events: TimelineEvent[], meId: string | undefined): boolean =>
	meId !== undefined && events.some((event) => event.actor.kind === "user" && event.actor.id === meId);

/** A line for somebody who cannot see the screen change: the last of these that a person or the escalation did. */
export function newsWords(lines: TimelineLine[]): string {
	return lines.findLast((line) => line.tone !== "quiet")?.text ?? "";
}
