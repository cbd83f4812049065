import { firstOpen, type HoursKept, openAnew } from "./hours-kept.ts";
import type { IncidentRecord } from "./incident-record.ts";
import type { PolicyFacts } from "./timeline-rules.ts";

const LAST_RESORT_MS = 600_000;
/** The last look of a watch may take so long. */
const LAST_LOOK_MS = 40_000;
const FLAP_PAGE_MS = 900_000;

interface Overdue {
	at: number;
	what: string;
}

/** What ought to have happened to an incident by itself, and since when; null when nothing is to happen. */
export function overdueSince(record: IncidentRecord, policy: PolicyFacts): Overdue | null {
	const due = dueNext(record, policy);
	return due && { ...due, at: Math.max(due.at, record.resumedAt) };
}

function dueNext(record: IncidentRecord, policy: PolicyFacts): Overdue | null {
	if (record.soak) return { at: record.soak.untilAt + LAST_LOOK_MS, what: "the end of its watch" };
	if (record.undoUntil !== null && record.isPublic)
		return { at: record.undoUntil, what: "that the public is told of the end" };
	if (record.state !== "triggered") return null;
	// P4 pages nobody, also where somebody asked for it right before.
	if (record.asked && record.severity !== "P4")
		return { at: record.asked.at, what: "the level that somebody asked for" };
	if (record.flapping && record.calm) return null;
	const page = [...record.pages.values()].find(
		(each) => each.epoch === record.epoch && each.run === record.run && waits(each),
	);
	const hours = record.severity === "P3" ? policy.hours : null;
	if (page) {
		const at = hours && page.level > 0 ? firstOpen(hours, page.dueAt) : page.dueAt;
		return at === null ? null : { at, what: `the first request of page ${page.id}` };
	}
	const place = record.place();
	if (hours) return whenHoursBegin(record, hours);
	if (policy.quiet.has(record.severity)) return null;
	const damped = (at: number) => {
		if (!record.flapping) return at;
		return Math.max(
			at,
			Math.min((record.levelPagedAt ?? 0) + FLAP_PAGE_MS, record.failsSince + FLAP_PAGE_MS),
		);
	};
	if (!place) {
		if (record.runStartsAt === null) return null;
		return { at: damped(Math.max(record.runStartsAt, record.held?.untilAt ?? 0)), what: "level 1" };
	}
	const since = Math.max(place.pagedAt ?? place.queuedAt, record.severityChangedAt);
	const { exhaustedAt } = record;
	if (exhaustedAt !== null)
		return { at: damped(Math.max(since, exhaustedAt) + LAST_RESORT_MS), what: "the last level again" };
	const delayMs = place.empty ? 0 : (policy.delaysMs[place.level - 1] ?? 0);
	return { at: damped(since + delayMs), what: `what follows level ${place.level} of round ${place.round}` };
}

/** What waits for hours is paged when they open, and what is still there when they begin anew is paged then. */
function whenHoursBegin(record: IncidentRecord, hours: HoursKept): Overdue | null {
	const place = record.place();
	if (record.flapping || place?.empty || (!place && record.runStartsAt === null)) return null;
	const since = place && Math.max(place.pagedAt ?? place.queuedAt, record.severityChangedAt);
	const at =
		since === null || since === undefined
			? firstOpen(hours, Math.max(record.runStartsAt ?? 0, record.held?.untilAt ?? 0))
			: openAnew(hours, since);
	return at === null ? null : { at, what: "the page for which hours are kept" };
}

function waits(page: {
	attemptsAt: number[];
	cancelled: boolean;
	waitsForReceipt: boolean;
	outcome: string;
}): boolean {
	return page.attemptsAt.length === 0 && !page.cancelled && page.outcome === "none";
}
