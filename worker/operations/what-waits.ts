import { ANYTHING, type Waiting, type WaitingPart, whatWaits } from "../../db/operations/waiting.ts";
import { tickDigests } from "../digests/tick.ts";
import { sendIncidentNotices } from "../incidents/notices/send-incident-notices.ts";
import { SEVERITIES } from "../paging/rules/severity.ts";
import { tickWebhooks } from "../paging/webhooks/tick.ts";
import type { Env } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import type { Instant } from "../platform/rules/time.ts";
import { TIMEOUT_MS } from "../platform/turns.ts";
import { withTimeout } from "../platform/with-timeout.ts";
import { LOOK_BACK_MS, makeReviews } from "../reviews/make-reviews.ts";
import { noteDeadlines } from "../reviews/reminders/note-reminders.ts";
import { sendReminders } from "../reviews/reminders/send-reminders.ts";
import { latestDeadline } from "../reviews/rules/reminder.ts";
import { pursueTickets } from "../reviews/tickets/pursue-tickets.ts";
import { pursueIssues } from "../reviews/trackers/pursue-issue.ts";
import { sendCheckIns } from "../shifts/check-ins/send-check-ins.ts";
import { tendCover } from "../shifts/cover/tend-cover.ts";
import { sendShiftNotices } from "../shifts/hand-offs/send-shift-notices.ts";

/** What the tick has to do in the database, asked once. Where that fails, each part is to look for itself. */
export async function whatMayWait(env: Env, now: Instant): Promise<Waiting> {
	const asked = { now, until: latestDeadline(now), since: now - LOOK_BACK_MS, severities: SEVERITIES };
	try {
		return await withTimeout(whatWaits(env.DB, asked), TIMEOUT_MS);
	} catch (error) {
		log("sweep.not_asked", { error: String(error) });
		return ANYTHING;
	}
}

type Context = { exports: object };
type Work = (env: Env, now: Instant, ctx: Context) => Promise<void>;

/** Deadlines are noted before what was noted is sent. */
const REVIEWS: [WaitingPart[], Work][] = [
	[["reviews"], makeReviews],
	[["deadlines"], ({ DB }, now) => noteDeadlines(DB, now)],
	[["deadlines", "reminders"], sendReminders],
	[["issues"], pursueIssues],
	[["tickets"], pursueTickets],
];
const TOLD: [WaitingPart[], Work][] = [
	[["digests"], tickDigests],
	[["webhooks"], (env, now, ctx) => tickWebhooks(env, ctx, now)],
	[["incidentNotices"], sendIncidentNotices],
	[["cover"], tendCover],
	[["shiftNotices"], sendShiftNotices],
	[["checkIns"], sendCheckIns],
];

/**
 * Reviews that are due, digests, outgoing webhooks, and people who are told and not paged. Nobody is woken by these: what
 * fails here is done at the next tick, and keeps nobody from being paged.
 */
export async function tendWhatWaits(env: Env, ctx: Context, asked: Promise<Waiting>): Promise<void> {
	const now = Date.now();
	const waits = await asked;
	const isDue = (parts: WaitingPart[]) => parts.some((part) => waits[part]);
	const reviews = async () => {
		for (const [parts, work] of REVIEWS) if (isDue(parts)) await work(env, now, ctx);
	};
	const told = TOLD.filter(([parts]) => isDue(parts)).map(([, work]) => work(env, now, ctx));
	const tended = (work: Promise<void>) =>
		withTimeout(work, TIMEOUT_MS).catch((error: unknown) =>
			log("sweep.not_tended", { error: String(error) }),
		);
	await Promise.all([reviews(), ...told].map(tended));
}
