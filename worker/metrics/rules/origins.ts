import { DISPOSITIONS, type Disposition, type IncidentView } from "../../incidents/rules/incident-types.ts";
import type { BriefFacts, IncidentFacts } from "./facts.ts";
import type { LeftOut } from "./left-out.ts";

type SourceKind = IncidentView["source"]["kind"];

/** Where incidents come from; a test page is none. */
export const SOURCES = ["monitor", "integration", "user", "report"] as const satisfies SourceKind[];

export interface DetectionMix {
	count: number;
	bySource: Record<(typeof SOURCES)[number], number>;
	/** Share of 0–1 that no customer had to report; null without an incident. */
	foundFirst: number | null;
}

export interface Dispositions {
	/** What people said that resolved incidents were; `unsaid` where they said nothing. */
	byDisposition: Record<Disposition | "unsaid", number>;
	/** Share of 0–1 of false alarms and noise among those of which it was said; null without one. */
	falseAlarmRate: number | null;
	/** Those of which it was said. */
	count: number;
	leftOut: LeftOut;
}

export function detectionMixOf(incidents: readonly IncidentFacts[]): DetectionMix {
	const of = (kind: SourceKind) => incidents.filter(({ source }) => source.kind === kind).length;
	const bySource = { monitor: 0, integration: 0, user: 0, report: 0 };
	for (const kind of SOURCES) bySource[kind] = of(kind);
	const { length: count } = incidents;
	return { count, bySource, foundFirst: shareOf(count - bySource.report, count) };
}

export function dispositionsOf(incidents: readonly BriefFacts[], none: LeftOut): Dispositions {
	const resolved = incidents.filter(({ resolvedAt }) => resolvedAt !== null);
	const of = (word: Disposition | null) => resolved.filter(({ disposition }) => disposition === word).length;
	const said = Object.fromEntries(DISPOSITIONS.map((word) => [word, of(word)])) as Record<
		Disposition,
		number
	>;
	const unsaid = of(null);
	const falseAlarms = said["false-alarm"] + said.noise;
	const count = resolved.length - unsaid;
	return {
		byDisposition: { ...said, unsaid },
		falseAlarmRate: shareOf(falseAlarms, count),
		count,
		leftOut: { ...none, stillOpen: incidents.length - resolved.length, unsaid },
	};
}

/** Null when there is nothing to have a share of. */
export function shareOf(part: number, whole: number): number | null {
	return whole === 0 ? null : part / whole;
}
