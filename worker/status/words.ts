import type { MaintenanceState } from "../maintenance/rules/maintenance.ts";
import type { Doubt } from "../monitoring/rules/standing.ts";
import { days, hours, type Instant, minutes, seconds } from "../platform/rules/time.ts";
import type { ComponentStatus } from "../services/rules/component.ts";
import { MONTHS, shortDay } from "./rules/moments.ts";
import type { Day } from "./rules/status-days.ts";

export const STATUS_WORDS: Record<ComponentStatus, string> = {
	operational: "Operational",
	degraded_performance: "Degraded performance",
	partial_outage: "Partial outage",
	major_outage: "Major outage",
	under_maintenance: "Under maintenance",
};

export const DOUBT_WORDS: Record<Doubt, string> = { checking: "Being checked", unknown: "Not known" };

export const PLANNED_WORDS: Record<MaintenanceState, string> = {
	scheduled: "Scheduled",
	in_progress: "In progress",
	verifying: "Verifying",
	completed: "Completed",
};

/** Above a published review. */
export const REVIEW_WORDS = "Post-incident review";

/** "03:15:24", UTC. */
export const clockWithSeconds = (at: Instant): string => new Date(at).toISOString().slice(11, 19);

/** "November 2026" */
export function monthName(at: Instant): string {
	const date = new Date(at);
	return `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** "24 seconds", "11 minutes", "1 hour 5 minutes", "2 days 3 hours": at most two words, rounded down. */
export function span(ms: number): string {
	if (ms < minutes(1)) return counted(Math.floor(ms / seconds(1)), "second");
	if (ms < hours(1)) return counted(Math.floor(ms / minutes(1)), "minute");
	if (ms < days(1)) return pair(ms, hours(1), "hour", minutes(1), "minute");
	return pair(ms, days(1), "day", hours(1), "hour");
}

/** "99.93%", rounded down: 100% only when nothing was lost. */
export function percent(share: number): string {
	if (share >= 1) return "100%";
	return `${(Math.floor(share * 10_000) / 100).toFixed(2)}%`;
}

/** "Nov 12: down for 11 minutes": what a bar says to those who do not see it. */
export function dayText(day: Day): string {
	const name = shortDay(day.at);
	if (day.status === "no_data") return `${name}: no data`;
	const parts = [
		[day.downMs, "down"],
		[day.partialMs, "partly down"],
		[day.degradedMs, "degraded"],
	] as const;
	if (day.status === "under_maintenance")
		return `${name}: maintenance${day.maintenanceMs > 0 ? ` for ${lasting(day.maintenanceMs)}` : ""}`;
	const told = parts.filter(([ms]) => ms > 0).map(([ms, word]) => `${word} for ${lasting(ms)}`);
	if (told.length > 0) return `${name}: ${told.join(", ")}`;
	return day.status === "operational"
		? `${name}: no outages reported`
		: `${name}: ${STATUS_WORDS[day.status]}`;
}

/** Since when the bars tell: "Since Nov 12. A partial outage counts as 30%, …" */
export function sinceText(bars: Day[]): string {
	const first = bars.find(({ status }) => status !== "no_data");
	return first
		? `Since ${shortDay(first.at)}. A partial outage counts as 30% of its time, planned maintenance as none.`
		: "No data yet.";
}

/** Outages are told in minutes: "less than a minute", "11 minutes". */
export const lasting = (ms: number): string => (ms < minutes(1) ? "less than a minute" : span(ms));

function pair(ms: number, bigMs: number, big: string, smallMs: number, small: string): string {
	const rest = Math.floor((ms % bigMs) / smallMs);
	const first = counted(Math.floor(ms / bigMs), big);
	return rest === 0 ? first : `${first} ${counted(rest, small)}`;
}

function counted(n: number, word: string): string {
	return `${n} ${word}${n === 1 ? "" : "s"}`;
}
