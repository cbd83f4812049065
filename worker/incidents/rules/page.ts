import { hasChannel } from "../../paging/channels/registry.ts";
import { sendsReceipts } from "../../paging/channels/traits.ts";
import type { ContactMethod, PagingPlan, Person } from "../../paging/rules/paging-plan.ts";
import type { Urgency } from "../../paging/rules/severity.ts";
import type { MethodKind, NotificationRule } from "../../people/rules/person.ts";
import { type Instant, seconds } from "../../platform/rules/time.ts";
import { FALLBACK_DELAY_SECONDS, firstRequestAt, isSameCall } from "./earlier-methods.ts";
import type { Incident } from "./incident.ts";
import type { Page, PageIdentity } from "./incident-types.ts";

/** A page whose receipt came and that nobody answered is repeated this long after its arrival. */
export const REPAGE_AFTER_MS: readonly number[] = [seconds(45), seconds(90), seconds(180)];
/** An accepted page whose receipt is missing is unconfirmed after this long. */
export const UNCONFIRMED_AFTER_MS = seconds(60);

const RETRY_AFTER_MS: readonly number[] = [seconds(2), seconds(4), seconds(8), seconds(16)];

/** One page to queue: who, how, and not before when. */
export interface PlannedPage {
	userId: string | null;
	userName: string | null;
	methodId: string;
	methodKind: MethodKind;
	methodName: string;
	delaySeconds: number;
	unlessReceived: boolean;
	/** It waits for the end of the person's quiet hours, and its delay counts from then. Null: it does not wait. */
	quietUntil: Instant | null;
}

/** Methods that can reach somebody right now: a person with only others counts as nobody to reach. */
export function workingMethods(person: Person): ContactMethod[] {
	return person.methods.filter((m) => m.state === "active" && hasChannel(m.kind));
}

/**
 * The pages of one person by their own rules for this urgency. Rules that name nothing that works fall back to the
 * default: what sends receipts at once, the rest after 20 s unless one came; without a receipt to wait for, all at once.
 */
export function pagesForPerson(person: Person, urgency: Urgency): PlannedPage[] {
	const working = workingMethods(person);
	const byRule = (person.notificationRules?.[urgency] ?? []).flatMap((rule) =>
		working
			.filter((m) => m.id === rule.method || m.kind === rule.method)
			.map((m) => planned(person, m, rule)),
	);
	if (byRule.length > 0) return firstPerMethod(byRule);
	const mayConfirm = working.some((m) => sendsReceipts(m.kind));
	return working.map((m) => {
		const waits = mayConfirm && !sendsReceipts(m.kind);
		const rule = { method: m.id, delaySeconds: waits ? FALLBACK_DELAY_SECONDS : 0 };
		return { ...planned(person, m, rule), unlessReceived: waits };
	});
}

/** What reminds a person: every phone that they have, at once, and without one whatever else reaches them. */
export function pagesToRemind(person: Person): PlannedPage[] {
	const working = workingMethods(person);
	const phones = working.filter((method) => sendsReceipts(method.kind));
	return (phones.length > 0 ? phones : working).map((method) =>
		planned(person, method, { method: method.id, delaySeconds: 0 }),
	);
}

function planned(person: Person, method: ContactMethod, rule: NotificationRule): PlannedPage {
	return {
		userId: person.id,
		userName: person.name,
		methodId: method.id,
		methodKind: method.kind,
		methodName: method.name,
		delaySeconds: rule.delaySeconds,
		unlessReceived: false,
		quietUntil: null,
	};
}

/** A method that several rules name is used once, at the earliest. */
function firstPerMethod(pages: PlannedPage[]): PlannedPage[] {
	const sorted = [...pages].sort((a, b) => a.delaySeconds - b.delaySeconds);
	return sorted.filter((page, i) => sorted.findIndex((other) => other.methodId === page.methodId) === i);
}

/** A webhook that is itself a level's target: a working target, though nobody's. */
export function pageForWebhook(plan: PagingPlan, webhookId: string): PlannedPage | null {
	const webhook = plan.webhooks.find((w) => w.id === webhookId);
	if (!webhook) return null;
	return {
		userId: null,
		userName: null,
		methodId: webhook.id,
		methodKind: "webhook",
		methodName: "Webhook",
		delaySeconds: 0,
		unlessReceived: false,
		quietUntil: null,
	};
}

/** The page of this identity, when it was queued before: a step that runs twice must find it and add nothing. */
export function findPage(incident: Incident, identity: PageIdentity): Page | null {
	for (const page of incident.pages.values()) {
		const same =
			page.epoch === identity.epoch &&
			page.run === identity.run &&
			page.round === identity.round &&
			page.level === identity.level &&
			page.userId === identity.userId &&
			page.methodId === identity.methodId;
		if (same) return page;
	}
	return null;
}

/** True while the page waits for its first request or for a retry. One under way is no longer waiting. */
export function isPending(page: Page): boolean {
	return page.state === "queued" && page.answered;
}

/**
 * When the page is to be tried next, or null for never. A page whose attempt has no outcome is tried again after the
 * usual back-off, unless it is `inFlight` here; a received push that nobody answered comes again, though not while the
 * incident flaps; a person's next method comes early once the ones before it are given up. One that waits for a bundle
 * leaves with it.
 */
export function nextAttemptAt(incident: Incident, page: Page, inFlight: ReadonlySet<string>): Instant | null {
	if (inFlight.has(page.id)) return null;
	const at = unbundledAt(incident, page);
	return at === null || page.attempts > 0 ? at : Math.max(at, page.bundle?.leavesAt ?? at);
}

function unbundledAt(incident: Incident, page: Page): Instant | null {
	if (!page.answered) return (page.lastAttemptAt ?? page.dueAt) + backOffMs(page.attempts);
	if (page.state === "queued") {
		return page.attempts > 0 ? page.retryAt : firstRequestAt(incident, page);
	}
	return incident.flapping === null ? repageAt(incident, page) : null;
}

function repageAt(incident: Incident, page: Page): Instant | null {
	if (!sendsReceipts(page.kind) || page.receivedAt === null || page.about?.stage === "soon") return null;
	if (page.state !== "received" && page.state !== "opened") return null;
	if (hasAnswered(incident, page)) return null;
	const received = page.receivedAt;
	const next = REPAGE_AFTER_MS.map((afterMs) => received + afterMs).find(
		(at) => at > (page.lastAttemptAt ?? 0),
	);
	return next ?? null;
}

/** The person has answered this call, whichever of its pages they answered. */
function hasAnswered(incident: Incident, page: Page): boolean {
	return [...incident.pages.values()].some((other) => other.isAnswered && isSameCall(other, page));
}

/** 2, 4, 8 s and from then on 16 s after the attempt of this number. */
export function backOffMs(attempt: number): number {
	return RETRY_AFTER_MS[Math.min(Math.max(attempt, 1), RETRY_AFTER_MS.length) - 1] ?? seconds(16);
}

/**
 * When a failed attempt is made again: after the usual back-off, or later where the receiver asks for it by
 * `retryAfterMs`, never sooner. Null when that would be past `deadlineAt`, the end of the level's own time: the ladder
 * does not wait for it.
 */
export function retryAt(
	attempt: number,
	now: Instant,
	deadlineAt: Instant,
	retryAfterMs: number | null,
): Instant | null {
	const at = now + Math.max(backOffMs(attempt), retryAfterMs ?? 0);
	return at < deadlineAt ? at : null;
}
