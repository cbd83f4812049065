/** Where on the slider something happened: many events close to each other are one mark. */
import type { TimelineLine } from "../../../state/timeline-text.ts";
import type { TimelineTone } from "../../../state/timeline-told.ts";

export interface Mark {
	/** From 0, the beginning, to 1, the end. */
	place: number;
	count: number;
	/** The gravest of its lines. */
	tone: TimelineTone;
}

/** As many as a phone shows apart. */
const SLOTS = 60;
const GRAVEST: TimelineTone[] = ["down", "degraded", "well", "person", "quiet"];

/** In the order of their places. A recording without a length has all its marks at the beginning. */
export function marksOf(lines: readonly TimelineLine[], from: number, to: number): Mark[] {
	const slots = new Map<number, TimelineLine[]>();
	for (const line of lines) {
		const place = to > from ? (line.at - from) / (to - from) : 0;
		const slot = Math.round(Math.min(Math.max(place, 0), 1) * SLOTS);
		const own = slots.get(slot);
		if (own) own.push(line);
		else slots.set(slot, [line]);
	}
	return [...slots]
		.sort(([a], [b]) => a - b)
		.map(([slot, own]) => ({
			place: slot / SLOTS,
			count: own.length,
			tone: GRAVEST.find((tone) => own.some((line) => line.tone === tone)) ?? "quiet",
		}));
}
