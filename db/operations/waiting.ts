import type { Severity } from "../../worker/paging/rules/severity.ts";
import { digestOutbox } from "../digests/digests.ts";
import { incidentNoticeOutbox } from "../incidents/notices.ts";
import { ticketOutbox } from "../incidents/tickets.ts";
import { unfoldedWaits } from "../metrics/unfolded.ts";
import { deliveryWaits, webhookNoticeWaits } from "../paging/webhook-work.ts";
import { batchOf, type Prepared } from "../platform/client.ts";
import { issueWaits } from "../reviews/issues.ts";
import { actionItemDeadlineWaits, reminderOutbox, reviewDeadlineWaits } from "../reviews/reminders.ts";
import { movedWaits, unreviewedWaits } from "../reviews/reviews.ts";
import { checkInOutbox } from "../shifts/check-ins.ts";
import { coverOutbox, coverWaits } from "../shifts/cover.ts";
import { shiftOutbox } from "../shifts/notices.ts";

/** A part of the tick's work, and the questions of which one has a row when there is some. One addition, one row. */
const QUESTIONS = {
	reviews: [unreviewedWaits, movedWaits],
	deadlines: [reviewDeadlineWaits, actionItemDeadlineWaits],
	reminders: [reminderOutbox.waiting],
	issues: [issueWaits],
	tickets: [ticketOutbox.waiting],
	digests: [digestOutbox.waiting],
	webhooks: [deliveryWaits, webhookNoticeWaits],
	incidentNotices: [incidentNoticeOutbox.waiting],
	cover: [coverWaits, coverOutbox.waiting],
	shiftNotices: [shiftOutbox.waiting],
	checkIns: [checkInOutbox.waiting],
	figures: [unfoldedWaits],
} satisfies Record<string, ((d1: D1Database) => Prepared)[]>;

export type WaitingPart = keyof typeof QUESTIONS;

/** What may have something to do at `now`: only those need to be asked for it. */
export type Waiting = Readonly<Record<WaitingPart, boolean>>;

const PARTS = Object.keys(QUESTIONS) as WaitingPart[];

/** Each part may have something to do. */
export const ANYTHING = Object.fromEntries(PARTS.map((part) => [part, true])) as Waiting;

/** Bounds of what is looked at, as epoch milliseconds. */
export interface Asked {
	now: number;
	/** Deadlines until then are told. */
	until: number;
	/** Reviews are made of what was resolved after this. */
	since: number;
	severities: readonly Severity[];
}

/**
 * Asks all parts of the minute tick in one round trip whether they have something to do, so that a quiet minute costs one
 * request to the database and not one for each. Each question reads at most a row by its index.
 */
export async function whatWaits(d1: D1Database, asked: Asked): Promise<Waiting> {
	const questions = PARTS.flatMap((part) => QUESTIONS[part].map((ask) => ({ part, query: ask(d1) })));
	const values = { ...asked, severities: JSON.stringify(asked.severities) };
	const answers = (await batchOf(d1, values, ...questions.map(({ query }) => query))) as unknown[][];
	const busy = new Set(questions.filter((_, i) => (answers[i] ?? []).length > 0).map(({ part }) => part));
	return Object.fromEntries(PARTS.map((part) => [part, busy.has(part)])) as Waiting;
}
