/** What the screens say about reviews: decided here, without a screen. */
import type { Cause, ReviewState, SectionName } from "../../../worker/reviews/rules/review.ts";
import { listOfNames, ms, span } from "../../state/words.ts";
import type { Review, ReviewSummary } from "./wire.ts";

export const SECTION_WORDS: Record<SectionName, { name: string; hint: string }> = {
	summary: { name: "Summary", hint: "What broke, for how long, and what did customers notice?" },
	timeline: { name: "Timeline", hint: "Keep what matters, and say what the events don’t." },
	rootCause: {
		name: "Root cause",
		hint: "The problem, not the symptom. Keep asking why until you can change the answer.",
	},
	detectionAndResponse: {
		name: "Detection and response",
		hint: "How did you learn of it, and what slowed you down?",
	},
	wentWell: { name: "What went well", hint: "What should happen again next time?" },
	toImprove: { name: "What we can improve", hint: "Look at the system, not at people." },
	actionItems: { name: "Action items", hint: "What will you change? Give each an owner and a date." },
};

export const STATE_WORDS: Record<ReviewState, string> = {
	draft: "Draft",
	in_review: "In review",
	published: "Published",
};

export const CAUSE_WORDS: Record<Cause, string> = {
	change: "A change or a release",
	capacity: "Not enough capacity",
	dependency: "Another service or supplier",
	configuration: "A setting or a certificate",
	hardware_or_network: "Hardware or the network",
	security: "An attack or a defense",
	data: "Wrong or unexpected data",
	unknown: "Looked for and not found",
};

/** What was changed since the approval; what a device remembers of an earlier version says nothing of it. */
export const changedIn = (review: Pick<Review, "changedSinceApproval">): SectionName[] =>
	review.changedSinceApproval ?? [];

/** "Approved by Ana. Changed since: Summary and Root cause." Null without an approval. */
export function approvalWords(review: Pick<Review, "approvedBy" | "changedSinceApproval">): string | null {
	if (!review.approvedBy) return null;
	const changed = changedIn(review).map((name) => SECTION_WORDS[name].name);
	const since = changed.length === 0 ? "" : `. Changed since: ${listOfNames(changed)}`;
	return `Approved by ${review.approvedBy.name}${since}`;
}

type Dated = Pick<ReviewSummary, "state" | "dueAt" | "skippedAt">;

export const isFinished = (review: Dated): boolean =>
	review.state === "published" || review.skippedAt !== null;

/** "Due in 31 h", "3 h overdue"; its state when nothing is due. */
export function dueWords(review: Dated, now: number): string {
	if (review.state === "published") return "Published";
	if (review.skippedAt !== null) return "Skipped";
	if (review.dueAt === null) return "The incident is open again";
	const left = ms(review.dueAt) - now;
	return left >= 0 ? `Due in ${roughly(left)}` : `${roughly(-left)} overdue`;
}

export const isLate = (review: Dated, now: number): boolean =>
	!isFinished(review) && review.dueAt !== null && ms(review.dueAt) < now;

const HOUR_MS = 3_600_000;
const DAYS_FROM_HOURS = 72;

/** "12 min", "31 h", "4 days": one unit, to the nearest, for what is hours or days away. */
export function roughly(spanMs: number): string {
	const minutes = Math.max(1, Math.round(spanMs / 60_000));
	if (minutes < 60) return `${minutes} min`;
	const hours = Math.round(spanMs / HOUR_MS);
	return hours < DAYS_FROM_HOURS ? `${hours} h` : `${Math.round(spanMs / (24 * HOUR_MS))} days`;
}

export const figureWords = (spanMs: number | null): string => (spanMs === null ? "–" : span(spanMs));

/** To do first, the earliest deadline of them ahead; what waits for an incident follows; what is finished is apart. */
export function sorted<One extends Dated>(reviews: readonly One[]): { due: One[]; finished: One[] } {
	const deadline = (one: One) => (one.dueAt === null ? Number.POSITIVE_INFINITY : ms(one.dueAt));
	const earlier = (a: One, b: One) => {
		const [first, second] = [deadline(a), deadline(b)];
		return first === second ? 0 : first < second ? -1 : 1;
	};
	return {
		due: reviews.filter((one) => !isFinished(one)).sort(earlier),
		finished: reviews.filter(isFinished),
	};
}

/** The first section that nobody has looked at yet, then the first that has no text; null when none is left. */
export function nextToDo(
	names: readonly SectionName[],
	isLookedAt: (name: SectionName) => boolean,
	hasText: (name: SectionName) => boolean,
): SectionName | null {
	return names.find((name) => !isLookedAt(name)) ?? names.find((name) => !hasText(name)) ?? null;
}

const OFFERED_HOURS = [10, 14, 16];
const MEETING_FROM_MS = 24 * HOUR_MS;
const MEETING_UNTIL_MS = 48 * HOUR_MS;
const MOST_OFFERS = 3;
/** A weekend, and the day on which the search begins. */
const MOST_DAYS_ON = 5;

export interface MeetingOffers {
	times: string[];
	/** The 24 to 48 hours hold no working hour any more: these are of the next working day. */
	isLater: boolean;
}

/**
 * Usual hours of working days in the reader's own zone, not past: those 24 to 48 h after the resolve, and where there are
 * none those of the next working day. The earliest first, three at most.
 */
export function meetingTimes(resolvedAt: string, now: number): MeetingOffers {
	const [from, until] = [ms(resolvedAt) + MEETING_FROM_MS, ms(resolvedAt) + MEETING_UNTIL_MS];
	const within = hoursFrom(Math.max(from, now)).filter((at) => at <= until);
	const later = hoursFrom(Math.max(until, now));
	const [first] = later;
	const nextDay = later.filter((at) => first !== undefined && dayOfWeek(at) === dayOfWeek(first));
	const times = within.length > 0 ? within : nextDay;
	return {
		times: times.slice(0, MOST_OFFERS).map((at) => new Date(at).toISOString()),
		isLater: within.length === 0,
	};
}

/** The offered hours of the working days from this instant on, for some days. */
function hoursFrom(from: number): number[] {
	const day = new Date(from);
	const days = Array.from({ length: MOST_DAYS_ON }, (_, later) => later);
	return days
		.flatMap((later) =>
			OFFERED_HOURS.map((hour) =>
				new Date(day.getFullYear(), day.getMonth(), day.getDate() + later, hour).getTime(),
			),
		)
		.filter((at) => at > from && dayOfWeek(at) % 6 !== 0);
}

/** 0 is Sunday, 6 Saturday. */
const dayOfWeek = (at: number): number => new Date(at).getDay();

/** For an input of a date and a time, in the reader's own zone; "" for none. */
export function toLocalInput(at: string | null): string {
	if (at === null) return "";
	const date = new Date(at);
	return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What such an input holds, as the API takes it; null for nothing. */
export const fromLocalInput = (value: string): string | null =>
	value === "" ? null : new Date(value).toISOString();
