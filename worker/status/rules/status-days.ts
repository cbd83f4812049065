import type { PublicIncident } from "../../incidents/rules/public-view.ts";
import type { MaintenanceTimes } from "../../maintenance/rules/maintenance.ts";
import { days as daysLong, type Instant } from "../../platform/rules/time.ts";
import type { ComponentStatus } from "../../services/rules/component.ts";
import { badness, statusOfSeverity, worse } from "./status-rank.ts";

export const BAR_DAYS = 90;
const DAY_MS = daysLong(1);
/** Of an outage of a part of the service, this much counts as down; of a degraded one, nothing. */
export const PARTIAL_WEIGHT = 0.5;

/** One UTC day of one component. */
export interface Day {
	/** Midnight UTC at its beginning. */
	at: Instant;
	/** The worst of the day; `no_data` when the component did not exist on any of it: never shown as well. */
	status: ComponentStatus | "no_data";
	/** Major outage. */
	downMs: number;
	partialMs: number;
	degradedMs: number;
	/** Planned, and nothing worse: it takes nothing from the uptime. */
	maintenanceMs: number;
	/** How much of the day is over and belongs to the component's life. */
	observedMs: number;
	incidentIds: string[];
}

interface Span {
	from: Instant;
	to: Instant;
	status: ComponentStatus;
	/** Null: a maintenance. */
	incidentId: string | null;
}

/** Midnight UTC before or at `at`. */
export const dayOf = (at: Instant): Instant => Math.floor(at / DAY_MS) * DAY_MS;

/**
 * The ninety UTC days up to today, oldest first. A component existed from its creation, or from its first incident
 * when that came before. `status` is today's, which may be worse than any incident (set by hand).
 */
export function daysOf(
	component: { createdAt: Instant; status: ComponentStatus },
	incidents: PublicIncident[],
	now: Instant,
	maintenances: MaintenanceTimes[] = [],
): Day[] {
	const ofIncidents = incidents.flatMap((incident) => spansOf(incident, now));
	const since = Math.min(component.createdAt, ...ofIncidents.map((s) => s.from));
	const spans = [...ofIncidents, ...maintenances.flatMap((one) => plannedSpan(one, since, now))];
	const today = dayOf(now);
	return Array.from({ length: BAR_DAYS }, (_, index) => {
		const at = today - (BAR_DAYS - 1 - index) * DAY_MS;
		const day = dayFrom(at, since, spans, now);
		return at === today && day.status !== "no_data"
			? { ...day, status: worse(day.status, component.status) }
			: day;
	});
}

/** Share of 0–1 over the days' observed time; null when nothing was observed. */
export function uptimeOf(days: Day[]): number | null {
	let observedMs = 0;
	let lostMs = 0;
	for (const day of days) {
		observedMs += day.observedMs;
		lostMs += day.downMs + PARTIAL_WEIGHT * day.partialMs;
	}
	return observedMs === 0 ? null : 1 - lostMs / observedMs;
}

function spansOf(incident: PublicIncident, now: Instant): Span[] {
	const status = statusOfSeverity(incident.severity);
	const last = { startedAt: incident.startedAt, resolvedAt: incident.resolvedAt ?? now };
	return [...incident.earlier, last]
		.filter((e) => e.resolvedAt >= e.startedAt && e.startedAt <= now)
		.map((e) => ({
			from: e.startedAt,
			to: Math.min(e.resolvedAt, now),
			status,
			incidentId: incident.incidentId,
		}));
}

function plannedSpan({ startsAt, endsAt }: MaintenanceTimes, since: Instant, now: Instant): Span[] {
	const [from, to] = [Math.max(since, startsAt), Math.min(endsAt, now)];
	return from < to ? [{ from, to, status: "under_maintenance", incidentId: null }] : [];
}

function dayFrom(at: Instant, since: Instant, spans: Span[], now: Instant): Day {
	const begin = Math.max(at, since);
	const end = Math.min(at + DAY_MS, now);
	const day: Day = {
		at,
		status: "operational",
		downMs: 0,
		partialMs: 0,
		degradedMs: 0,
		maintenanceMs: 0,
		observedMs: Math.max(0, end - begin),
		incidentIds: [],
	};
	if (since >= at + DAY_MS || since > now) return { ...day, status: "no_data" };
	const today = spans.filter((s) => s.from < at + DAY_MS && (s.to > at || s.from >= at));
	if (today.length === 0) return day;
	for (const span of today) {
		day.status = worse(day.status === "no_data" ? "operational" : day.status, span.status);
		if (span.incidentId !== null && !day.incidentIds.includes(span.incidentId))
			day.incidentIds.push(span.incidentId);
	}
	return { ...day, ...sums(today, begin, end) };
}

/** Time per status between `begin` and `end`; where spans overlap, the worst alone counts. */
function sums(
	spans: Span[],
	begin: Instant,
	end: Instant,
): Pick<Day, "downMs" | "partialMs" | "degradedMs" | "maintenanceMs"> {
	const edges = [...new Set([begin, end, ...spans.flatMap((s) => [s.from, s.to])])]
		.filter((edge) => edge >= begin && edge <= end)
		.sort((a, b) => a - b);
	const sum = { downMs: 0, partialMs: 0, degradedMs: 0, maintenanceMs: 0 };
	for (const [index, from] of edges.entries()) {
		const to = edges[index + 1] ?? from;
		const status = spans
			.filter((s) => s.from <= from && s.to >= to)
			.reduce<ComponentStatus>((a, s) => worse(a, s.status), "operational");
		if (badness(status) === badness("major_outage")) sum.downMs += to - from;
		if (badness(status) === badness("partial_outage")) sum.partialMs += to - from;
		if (badness(status) === badness("degraded_performance")) sum.degradedMs += to - from;
		if (badness(status) === badness("under_maintenance")) sum.maintenanceMs += to - from;
	}
	return sum;
}
