/** What the checks saw, in words: where, and what was wrong. */
import { REGIONS, type Region } from "../../../../worker/platform/rules/region.ts";
import type { ShapeName } from "../../../parts/shape.tsx";
import { reasonWords } from "../../../state/reason-words.ts";
import type { Check, TimelineEvent } from "../../../state/wire.ts";
import { ms } from "../../../state/words.ts";
import { regionName } from "../../monitoring/check-words.ts";

/** One check of one region. */
export interface Seen {
	region: string;
	outcome: string;
	reason: string | null;
	detail?: string;
	monitorId?: string;
}

/** "Western Europe" of "weur"; a region that this app does not know by its own name. */
export const regionWords = (region: string): string =>
	REGIONS.find((one) => one === region) ? regionName(region as Region) : region;

/** What only checks meet; whatever else can go wrong is called as it is for pages. */
const CHECK_REASONS: Record<string, string> = {
	status: "error response",
	body: "unexpected response",
	reset: "connection reset",
};

/** Of a smoke check whose turn did not come in time. */
export const OUT_OF_TIME = "not tried: out of time";

/** "HTTP 503", "no answer in time", "works". */
export function seenWords(seen: Seen): string {
	if (seen.outcome === "up") return "works";
	if (seen.outcome === "missing") return MISSING[seen.reason ?? ""] ?? "no answer";
	return seen.detail || CHECK_REASONS[seen.reason ?? ""] || reasonWords(seen.reason ?? seen.outcome);
}

const MISSING: Record<string, string> = { notRun: "not run", outOfTime: OUT_OF_TIME };

/** Its shape: what failed in an incident that is over is a note, not an alarm. */
export function seenShape(outcome: string, isOver = false): ShapeName {
	if (outcome === "up") return "well";
	if (outcome === "missing") return "unknown";
	if (isOver) return "note";
	return outcome === "degraded" ? "degraded" : "down";
}

export interface CheckEvidence {
	at: number;
	seen: Seen[];
	recovered: boolean;
}

/** The last check of each region, if any is newer than what the timeline tells; `checks` begin with the newest. */
export function newestRound(checks: Check[], afterMs: number): CheckEvidence | null {
	const newest = checks[0];
	if (!newest || ms(newest.at) <= afterMs) return null;
	const seen = [...REGIONS, null].flatMap((region) => {
		const check = checks.find((one) => one.region === region);
		return check ? [{ ...check, region: region ?? "" }] : [];
	});
	return { at: ms(newest.at), seen, recovered: seen.every(({ outcome }) => outcome === "up") };
}

/** The monitors and smoke checks that these lines are of. */
export const monitorsOf = (seen: Seen[]): string[] => [
	...new Set(seen.flatMap(({ monitorId }) => monitorId ?? [])),
];

/** What the latest check of the service saw, and when; null when no check is behind this incident. */
export function latestEvidence(events: TimelineEvent[]): CheckEvidence | null {
	const last = events.findLast(({ data }) => evidenceOf(data).length + missingOf(data).length > 0);
	if (!last) return null;
	return {
		at: ms(last.at),
		seen: [...evidenceOf(last.data), ...missingOf(last.data)],
		recovered: last.type === "alert_resolved" || last.data.result === "recovered",
	};
}

/** What a look before a resolve should have checked and did not, a line each, whatever the region. */
function missingOf(data: Record<string, unknown>): Seen[] {
	return ["notRun", "unanswered", "outOfTime"].flatMap((reason) => {
		const ids: unknown = data[reason];
		if (!Array.isArray(ids)) return [];
		return ids
			.filter((id) => typeof id === "string")
			.map((monitorId) => ({ region: "", outcome: "missing", reason, monitorId }));
	});
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
	return down === 1 ? "1 check is still failing" : `${down} checks are still failing`;
}
