import { readBriefFacts } from "../../db/metrics/report-rows.ts";
import { SEVERITIES } from "../paging/rules/severity.ts";
import { days, type Instant, minutes } from "../platform/rules/time.ts";
import { CAUSES } from "../reviews/rules/review.ts";
import type { Aftermath } from "./rules/aftermath.ts";
import { ACK_CHANNELS } from "./rules/facts.ts";
import type { Spread } from "./rules/spread.ts";
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
	const metrics = metricsOf(summaryOf(facts, now));
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
			samples: FIGURES.flatMap((figure) => statsOf(summary[figure], { figure })),
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
		...furtherMetrics(summary),
	];
}

/** Every label that there may be is there, at 0 too: a line that comes and goes is no line. */
function furtherMetrics(summary: Summary): Metric[] {
	const { acknowledgements, dispositions, updateIntervals, incidentTypes, runbooks } = summary;
	const used = new Map(acknowledgements.channels.map(({ channel, count }) => [channel, count]));
	const types = new Map(incidentTypes.types.map((one) => [one.cause, one]));
	const { policy } = updateIntervals;
	return [
		{
			name: "oncall_acknowledgements_30d",
			help: "First acknowledgements of the last 30 days by how they came",
			samples: ACK_CHANNELS.map((channel) => ({ labels: { channel }, value: used.get(channel) ?? 0 })),
		},
		{
			name: "oncall_dispositions_30d",
			help: "Resolved incidents of the last 30 days by what people said they were",
			samples: Object.entries(dispositions.byDisposition).map(([disposition, value]) => ({
				labels: { disposition },
				value,
			})),
		},
		{
			name: "oncall_public_update_gaps_30d",
			help: "Waits of the public for the next word that the policy measures, last 30 days",
			samples: [
				{ labels: { outcome: "within" }, value: policy.within },
				{ labels: { outcome: "over" }, value: policy.count - policy.within },
			],
		},
		{
			name: "oncall_public_update_gap_seconds_30d",
			help: "How long the public waited for the next word; absent without a value",
			samples: statsOf(updateIntervals),
		},
		punctualityMetric("reviews", "Reviews", summary.reviews),
		punctualityMetric("action_items", "Action items", summary.actionItems),
		{
			name: "oncall_incident_type_count_30d",
			help: "Incidents of the last 30 days by the cause in their review",
			samples: CAUSES.map((cause) => ({ labels: { cause }, value: types.get(cause)?.count ?? 0 })),
		},
		{
			name: "oncall_incident_type_lost_seconds_30d",
			help: "Time that incidents of the last 30 days took, by the cause in their review",
			samples: CAUSES.map((cause) => ({ labels: { cause }, value: (types.get(cause)?.lostMs ?? 0) / 1_000 })),
		},
		{
			name: "oncall_resolved_by_runbook_30d",
			help: "Resolved incidents of the last 30 days, with and without a runbook",
			samples: RUNBOOK.map((runbook) => ({ labels: { runbook }, value: runbooks[runbook].count })),
		},
		{
			name: "oncall_resolve_seconds_by_runbook_30d",
			help: "Time to resolve with and without a runbook; absent without a value",
			samples: RUNBOOK.flatMap((runbook) => statsOf(runbooks[runbook], { runbook })),
		},
	];
}

const RUNBOOK = ["with", "without"] as const;

function punctualityMetric(name: string, what: string, { onTime, late }: Aftermath): Metric {
	return {
		name: `oncall_${name}_30d`,
		help: `${what} of the incidents of the last 30 days, by whether they were on time`,
		samples: [
			{ labels: { outcome: "on_time" }, value: onTime },
			{ labels: { outcome: "late" }, value: late },
		],
	};
}

function statsOf(
	{ meanMs, medianMs, p90Ms }: Spread,
	labels: Record<string, string> = {},
): Metric["samples"] {
	return Object.entries({ mean: meanMs, median: medianMs, p90: p90Ms }).flatMap(([stat, ms]) =>
		ms === null ? [] : [{ labels: { ...labels, stat }, value: ms / 1_000 }],
	);
}
