import { readIncident } from "../../../db/incidents/incidents.ts";
import { type IncidentNoticeRow, incidentNoticeOutbox, isOutdated } from "../../../db/incidents/notices.ts";
import { deliverNotice, deliverNoticeToWebhook, type NoticeOutcome } from "../../paging/notices.ts";
import type { Notice } from "../../paging/rules/payload.ts";
import type { Env } from "../../platform/env.ts";
import { isIdOf } from "../../platform/rules/id.ts";
import { hours, type Instant, minutes } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";

/** An invocation may wait for few answers at once, and each may take seconds. */
const AT_ONCE = 5;
const CLAIM_MS = minutes(3);
const MOST_ATTEMPTS = 5;
const TTL_SECONDS = hours(4) / 1_000;

/** Tells the people whom severities name, on their own channels and without a sound; each word once, five tries at most. */
export async function sendIncidentNotices(env: Env, now: Instant): Promise<void> {
	const claimed = await incidentNoticeOutbox.claim(env.DB, { limit: AT_ONCE }, now, CLAIM_MS);
	await Promise.all(
		claimed.map(async (row) => {
			const tried = row.attempts > MOST_ATTEMPTS ? ("not_delivered" as const) : await deliver(env, row);
			const outcome = tried === "again" && row.attempts >= MOST_ATTEMPTS ? "not_delivered" : tried;
			if (outcome !== "again")
				await incidentNoticeOutbox.settle(env.DB, row, { settledAt: Date.now(), outcome });
		}),
	);
}

function deliver(env: Env, row: IncidentNoticeRow): Promise<NoticeOutcome> {
	const make = () => noticeOf(env, row);
	if (isIdOf("webhook", row.userId)) return deliverNoticeToWebhook(env, row.userId, row.claimedUntil, make);
	const { channel } = row;
	const isAmong = (kind: string) => channel === null || kind === channel;
	return deliverNotice(env, row.userId, row.claimedUntil, make, isAmong);
}

/** Null when that it began is no news any more: it is over, and its end is told. */
async function noticeOf(env: Env, row: IncidentNoticeRow): Promise<Notice | null> {
	const { incidentId, seq, userId, what, message } = row;
	const view = await readIncident(env.DB, incidentId);
	if (!view || (what === "began" && view.state === "resolved")) return null;
	// What waited for the morning tells how it stands, not each step of the night.
	if (row.notBefore !== null && what !== "ended" && (await isOutdated(env.DB, row))) return null;
	const { number, title, severity, service, handovers = [], handoverSuggestion } = view;
	// Answered already, or asked of somebody else.
	if (what === "handover" && !handovers.some((one) => one.userId === userId)) return null;
	if (what === "suggested" && handoverSuggestion?.leadId !== userId) return null;
	if (what === "declined" && view.state === "resolved") return null;
	const isOwn = what !== "began" && what !== "ended";
	const words = {
		began: `${severity} incident`,
		update: `Update on #${number}`,
		ended: `#${number} is resolved`,
		handover: `Hand-over of #${number}`,
		suggested: `Hand over #${number}?`,
		declined: `Not coming to #${number}`,
	};
	return {
		kind: "reminder",
		noticeId: [incidentId, seq, userId].join("."),
		// An update and a question stand for themselves; the end takes the place of the begin.
		subjectId: isOwn ? `${incidentId}.${seq}` : incidentId,
		incidentId,
		title: `${words[what]} · ${service.name}`,
		body: message !== "" ? message : `#${number} ${title}`,
		navigate: `${publicUrl(env)}/app/incidents/${incidentId}`,
		ttlSeconds: TTL_SECONDS,
	};
}
