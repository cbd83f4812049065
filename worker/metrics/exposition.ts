import { readBriefFacts } from "../../db/metrics/report-rows.ts";
import { SEVERITIES } from "../paging/rules/severity.ts";
import { days, type Instant, minutes } from "../platform/rules/time.ts";
import { FIGURES, type Summary, summaryOf } from "./rules/summary.ts";

/** A family of Prometheus' text. */
export interface Metric {
	name: string;
	help: string;
	samples: { labels?: Record<string, string>; value: number }[];
}

const WINDOW_MS = days(30);
/** Scrapes come every few seconds, and thirty days change slowly. */
const KEPT_MS = minutes(1);

/** What was found last, by database. */
const kept = new WeakMap<D1Database, { at: Instant; metrics: Metric[] }>();

/** The figures of the last 30 days, at most a minute old. Labels are words of ours, so there are never more. */
export async function incidentFigures(d1: D1Database, now: Instant): Promise<Metric[]> {
	const known = kept.get(d1);
	if (known && now - known.at < KEPT_MS) return known.metrics;
	const facts = await readBriefFacts(d1, { from: now - WINDOW_MS, to: now });
	const metrics = metricsOf(summaryOf(facts));
	kept.set(d1, { at: now, metrics });
	return metrics;
}

function metricsOf(summary: Summary): Metric[] {
	const { severityDistribution, pages, updates } = summary;
	return [
		{
			name: "oncall_incidents_30d",
			help: "Incidents that began in the last 30 days, without drills and merged ones",
			samples: SEVERITIES.map((severity) => ({
				labels: { severity },
				value: severityDistribution[severity],
			})),
		},
		{
			name: "oncall_incident_figure_count_30d",
			help: "How many values a figure of the last 30 days is made of",
			samples: FIGURES.map((figure) => ({ labels: { figure }, value: summary[figure].count })),
		},
		{
			name: "oncall_incident_figure_seconds_30d",
			help: "Mean, median and 90th percentile of the last 30 days; absent without a value",
			samples: FIGURES.flatMap((figure) => samplesOf(figure, summary)),
		},
		{
			name: "oncall_pages_30d",
			help: "Calls of people in the last 30 days; nights are 22:00 to 07:00 on their own clocks",
			samples: [
				{ labels: { time: "day" }, value: pages.count - pages.night },
				{ labels: { time: "night" }, value: pages.night },
			],
		},
		{
			name: "oncall_public_updates_30d",
			help: "Promised public updates of the last 30 days",
			samples: [
				{ labels: { outcome: "kept" }, value: updates.kept },
				{ labels: { outcome: "late" }, value: updates.late },
			],
		},
	];
}

function samplesOf(figure: (typeof FIGURES)[number], summary: Summary): Metric["samples"] {
	const { meanMs, medianMs, p90Ms } = summary[figure];
	return Object.entries({ mean: meanMs, median: medianMs, p90: p90Ms }).flatMap(([stat, ms]) =>
		ms === null ? [] : [{ labels: { figure, stat }, value: ms / 1_000 }],
	);
}
