/** What the checks saw, in words: where, and what was wrong. */
import { reasonWords } from "../../state/story.ts";
import type { TimelineEvent } from "../../state/wire.ts";
import { ms } from "../../state/words.ts";

/** One check of one region. */
export interface Seen {
	region: string;
	outcome: string;
	reason: string | null;
	detail?: string;
	monitorId?: string;
}

const REGIONS: Record<string, string> = {
	wnam: "Western North America",
	enam: "Eastern North America",
	sam: "South America",
	weur: "Western Europe",
	eeur: "Eastern Europe",
	apac: "Asia-Pacific",
	oc: "Oceania",
	afr: "Africa",
	me: "Middle East",
};

/** "Western Europe" of "weur"; an unknown region by its own name. */
export const regionWords = (region: string): string => REGIONS[region] ?? region;

/** "HTTP 503", "no answer in time", "works". */
export function seenWords(seen: Seen): string {
	if (seen.outcome === "up") return "works";
	return seen.detail || reasonWords(seen.reason ?? seen.outcome);
}

/** What the latest look at the service saw, and when; null when no check is behind this incident. */
export function latestEvidence(
	events: TimelineEvent[],
): { at: number; seen: Seen[]; recovered: boolean } | null {
	const last = events.findLast((event) => evidenceOf(event.data).length > 0);
	if (!last) return null;
	return {
		at: ms(last.at),
		seen: evidenceOf(last.data),
		recovered: last.type === "recovery_checked" && last.data.result === "recovered",
	};
}

/** The evidence in a refused resolve or an event's data; whatever else stands there counts as none. */
export function evidenceOf(data: Record<string, unknown>): Seen[] {
	if (!Array.isArray(data.evidence)) return [];
	return data.evidence.filter(
		(one): one is Seen => typeof one?.region === "string" && typeof one?.outcome === "string",
	);
}

/** "2 of 3 checks still fail": the heading of a resolve that was refused. */
export function stillFailingWords(seen: Seen[]): string {
	const down = seen.filter((one) => one.outcome === "down").length;
	return down === 1 ? "A check still fails" : `${down} checks still fail`;
}
