/** Figures in sentences: how long, how sure, and against the period before. */
import type { MetricsWire } from "../../../worker/metrics/contract.ts";
import { span } from "../../state/words.ts";

export type Figure = MetricsWire["mtta"];
type LeftOut = Figure["leftOut"];

/** From so many values on in both periods, a difference is called one. */
const FEWEST_FOR_TREND = 20;
const FEWEST_FOR_MEDIAN = 5;

/** "4 min 12 s"; an en dash where there is no value. */
export const longWords = (spanMs: number | null): string => (spanMs === null ? "–" : span(spanMs));

/** What to think of a figure beside its number; null when nothing is to be said. */
export function trendWords(now: Figure, before: Pick<Figure, "count" | "medianMs">): string | null {
	if (now.count === 0) return null;
	if (now.count < FEWEST_FOR_MEDIAN) return "Too few for a median to mean much.";
	if (now.medianMs === null || before.medianMs === null) return "Nothing to compare it with.";
	if (Math.min(now.count, before.count) < FEWEST_FOR_TREND) return "Too few for a trend.";
	const change = now.medianMs - before.medianMs;
	const words = span(Math.abs(change));
	if (words === "0 s") return "The same as before.";
	return `${words} ${change < 0 ? "shorter" : "longer"} than before.`;
}

const REASONS: Record<keyof LeftOut, [one: string, many: string]> = {
	drills: ["drill", "drills"],
	merged: ["merged", "merged"],
	neverAcknowledged: ["never acknowledged", "never acknowledged"],
	stillOpen: ["still open", "still open"],
	firstOfService: ["first of its service", "first of their services"],
	overlapping: ["during another one", "during another one"],
	unknownChannel: ["by an unknown page", "by unknown pages"],
	unsaid: ["without a disposition", "without a disposition"],
	withoutWait: ["without a wait", "without a wait"],
	withoutPolicy: ["wait without a policy", "waits without a policy"],
	withoutReview: ["without a review", "without a review"],
	skipped: ["skipped or dropped", "skipped or dropped"],
	notDueYet: ["not due yet", "not due yet"],
	withoutCause: ["without a cause", "without a cause"],
};

/** "Left out: 2 drills, 1 still open." Null when nothing is. */
export function leftOutWords(leftOut: LeftOut): string | null {
	const parts = (Object.keys(REASONS) as (keyof LeftOut)[]).flatMap((reason) => {
		const count = leftOut[reason];
		return count === 0 ? [] : [`${count} ${REASONS[reason][count === 1 ? 0 : 1]}`];
	});
	return parts.length === 0 ? null : `Left out: ${parts.join(", ")}.`;
}

/** "12 incidents in 90 days, 17 in the 90 days before." */
export function countWords(count: number, before: number, days: string): string {
	return `${plural(count, "incident")} in ${days} days, ${before} in the ${days} days before.`;
}

/** "1 page", "2 pages". */
export const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

/** "99.98%": cut, never rounded up. An en dash where nothing is known. */
export function percent(share: number | null, digits = 0): string {
	if (share === null) return "–";
	const scale = 10 ** digits;
	// A share that was a whole percentage stays one: 0.29 × 100 is a little less than 29.
	return `${(Math.floor(share * 100 * scale + 1e-9) / scale).toFixed(digits)}%`;
}

/** "Threshold 2 would have saved 9 pages in 5 incidents." */
export function proposalWords(proposal: {
	failureThreshold: number;
	savedIncidents: number;
	savedPages: number;
}): string {
	const { failureThreshold, savedIncidents, savedPages } = proposal;
	return `Threshold ${failureThreshold} would have saved ${plural(savedPages, "page")} in ${plural(savedIncidents, "incident")}.`;
}
