import type { Severity } from "../../paging/rules/severity.ts";
import { REGION_NAMES, REGIONS } from "../../platform/rules/region.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { EventData, StoredEvent } from "./events.ts";

type CheckEvidence = EventData["triggered"]["evidence"][number];

/** What made somebody say that something is wrong: a check of one region, or another tool's alert. */
export type PageEvidence = { at: Instant /** For people: "Western Europe: HTTP 503". */; summary: string } & (
	| ({ kind: "check" } & CheckEvidence)
	| { kind: "alert"; title: string; source: string; severity: Severity | null }
);

/**
 * What the reader of a page is shown of the cause: what the checks saw when the incident was triggered, and the newest
 * alert. Of a reopened incident only the alert: what was seen before it ended says nothing of now.
 */
export function pageEvidence(
	epoch: number,
	triggered: StoredEvent | null,
	newestAlert: StoredEvent | null,
): PageEvidence[] {
	const evidence: PageEvidence[] = [];
	if (epoch === 1 && triggered?.type === "triggered")
		for (const seen of triggered.data.evidence)
			evidence.push({ kind: "check", at: triggered.at, summary: summaryOf(seen), ...seen });
	if (newestAlert?.type === "alert_received") {
		const { title, source, severity } = newestAlert.data;
		evidence.push({
			kind: "alert",
			at: newestAlert.at,
			summary: `${source}: ${title}`,
			title,
			source,
			severity,
		});
	}
	return evidence;
}

/** The cause in a few words, for a lock screen: "503 in 212 ms", "Prometheus". Null when the title says all that is known. */
export function causeWords(evidence: readonly PageEvidence[], title: string): string | null {
	const seen = evidence.find((one) => one.kind === "check" && one.outcome !== "up");
	if (seen?.kind === "check") return seen.detail || seen.reason;
	const alert = evidence.findLast((one) => one.kind === "alert");
	if (alert?.kind !== "alert") return null;
	return alert.title === title ? `from ${alert.source}` : alert.summary;
}

function summaryOf({ region, outcome, reason, detail }: CheckEvidence): string {
	if (region === "") return detail || reason || outcome;
	const known = REGIONS.find((one) => one === region);
	return `${known ? REGION_NAMES[known] : region}: ${detail || reason || outcome}`;
}
