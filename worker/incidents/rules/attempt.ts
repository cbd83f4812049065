import { traitsOf } from "../../paging/channels/traits.ts";
import type { DeliveryReport } from "../../paging/rules/delivery-report.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { GONE, type SendOutcome } from "../../paging/rules/send-outcome.ts";
import { SYSTEM } from "../../platform/rules/caller.ts";
import { type Instant, toWireOrNull } from "../../platform/rules/time.ts";
import { deadlineOf, mayBePaged } from "./escalation.ts";
import type { NewEvent } from "./events.ts";
import { type Incident, pageRef } from "./incident.ts";
import type { Page } from "./incident-types.ts";
import { retryAt } from "./page.ts";
import { takeReceipt } from "./steps.ts";

/** The attempt that is about to be made; it is committed before the request leaves. */
export function attempting(page: Page): NewEvent {
	const { bundle } = page;
	const data = {
		...pageRef(page, page.attempts + 1),
		...(bundle && { bundleId: bundle.bundleId }),
	};
	return { type: "page_attempted", actor: SYSTEM, data };
}

/** The events of an attempt's outcome. A retry is promised only within the level's own time. */
export function attempted(
	incident: Incident,
	paging: PagingPlan,
	page: Page,
	outcome: SendOutcome,
	now: Instant,
): NewEvent[] {
	switch (outcome.kind) {
		case "accepted": {
			const accepted: NewEvent = {
				type: "page_accepted",
				actor: SYSTEM,
				data: {
					...pageRef(page),
					tookMs: outcome.tookMs,
					...(outcome.place !== undefined && { place: outcome.place }),
				},
			};
			const hasArrived = traitsOf(page.kind)?.arrival === "answer";
			return hasArrived ? [accepted, ...takeReceipt(incident, page, "received")] : [accepted];
		}
		case "retry": {
			const mayRetry = page.state === "queued" && mayBePaged(incident, paging, page);
			const deadlineAt = deadlineOf(incident, paging, page);
			const at = mayRetry ? retryAt(page.attempts, now, deadlineAt, outcome.retryAfterMs) : null;
			return [failed(page, outcome.reason, false, at)];
		}
		case "failed":
			return [failed(page, outcome.reason, true, null)];
		case "gone":
			return [failed(page, GONE, true, null, outcome.registration)];
	}
}

/**
 * The events of what a provider says of a page that it took. Once the phone had it, or it has failed already, nothing
 * that comes later counts. `registration` names the one that is gone.
 */
export function reported(
	incident: Incident,
	page: Page,
	report: DeliveryReport,
	registration: string,
): NewEvent[] {
	const isUnderWay = page.attempts > 0 && (page.state === "queued" || page.state === "accepted");
	if (!isUnderWay) return [];
	if (report.kind === "delivered") return takeReceipt(incident, page, "received");
	return report.isGone
		? [failed(page, GONE, true, null, registration)]
		: [failed(page, report.reason, report.isPermanent, null)];
}

function failed(
	page: Page,
	reason: string,
	permanent: boolean,
	at: Instant | null,
	registration?: string,
): NewEvent {
	const named = registration === undefined ? {} : { registration };
	const data = { ...pageRef(page), reason, permanent, retryAt: toWireOrNull(at), ...named };
	return { type: "page_failed", actor: SYSTEM, data };
}
