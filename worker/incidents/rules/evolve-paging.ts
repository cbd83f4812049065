import { fromWire, type Instant } from "../../platform/rules/time.ts";
import { beginsAt } from "./earlier-methods.ts";
import type { EventData, IncidentEvent } from "./events.ts";
import { type Incident, newLadder } from "./incident.ts";
import type { Page } from "./incident-types.ts";
import { acknowledgeBefore, instantOrNull } from "./promised.ts";

export type PageEvent = Extract<IncidentEvent, { type: `page_${string}` }>;

/** What an event of a page changes: the page itself and, when a level begins, the ladder. */
export function applyPage(incident: Incident, event: PageEvent): void {
	if (event.type === "page_queued") return enterLevel(incident, event.data, event.at);
	const page = incident.pages.get(event.data.pageId);
	if (!page && incident.hasUnknown) return;
	if (!page) throw new Error(`${event.type} of a page that was never queued`);
	applyToPage(page, event);
	const isFirst =
		event.type === "page_bundled" || (event.type === "page_attempted" && page.attempts === 1 && !page.bundle);
	if (isFirst) noteReallyPaged(incident, page, event.at);
}

const set = (page: Page, changes: Partial<Page>): void => void Object.assign(page, changes);

function applyToPage(page: Page, event: Exclude<PageEvent, { type: "page_queued" }>): void {
	const { at } = event;
	switch (event.type) {
		case "page_bundled": {
			const { bundleId, leavesAt, quiet } = event.data;
			return set(page, { bundle: { bundleId, leavesAt: fromWire(leavesAt), quiet } });
		}
		case "page_attempted":
			page.attempts = event.data.attempt;
			return set(page, { lastAttemptAt: at, retryAt: null, answered: false });
		case "page_accepted":
			set(page, { answered: true, acceptedAt: at, ...(event.data.place && { place: event.data.place }) });
			if (page.state === "queued") page.state = "accepted";
			return;
		case "page_failed": {
			const { reason, permanent, retryAt } = event.data;
			set(page, { answered: true, failure: reason, permanent, retryAt: instantOrNull(retryAt) });
			// Of one that a provider took it may say later that it never arrived.
			if (page.retryAt === null && (page.state === "queued" || page.state === "accepted"))
				page.state = "failed";
			return;
		}
		case "page_unconfirmed":
			if (page.state === "accepted") page.state = "unconfirmed";
			return;
		case "page_received":
			page.receivedAt ??= at;
			if (page.state !== "opened") page.state = "received";
			return;
		case "page_opened":
			page.receivedAt ??= at;
			page.state = "opened";
			return;
		case "page_answered":
			page.isAnswered = true;
			return;
		case "page_cancelled":
			return set(page, { retryAt: null, answered: true, state: "cancelled" });
	}
}

function enterLevel(incident: Incident, data: EventData["page_queued"], at: Instant): void {
	const { ladder } = incident;
	const isOnLadder = data.run === ladder.run && data.level > 0;
	const quietUntil = instantOrNull(data.quietUntil ?? null);
	const startsAt = Math.max(at, quietUntil ?? at);
	if (isOnLadder && !isAt(incident, data.round, data.level))
		moveTo(incident, data.round, data.level, startsAt, false);
	else if (isOnLadder) countFrom(incident, startsAt);
	const page: Page = {
		id: data.pageId,
		epoch: incident.epoch,
		run: data.run,
		round: data.round,
		level: data.level,
		userId: data.userId,
		userName: data.userName,
		methodId: data.methodId,
		kind: data.methodKind,
		methodName: data.methodName,
		urgency: data.urgency,
		queuedAt: at,
		dueAt: fromWire(data.dueAt),
		unlessReceived: data.unlessReceived,
		state: "queued",
		attempts: 0,
		answered: true,
		lastAttemptAt: null,
		acceptedAt: null,
		receivedAt: null,
		retryAt: null,
		failure: null,
		permanent: false,
		isAnswered: false,
		...(quietUntil !== null && { quietUntil }),
		...(data.about && { about: data.about }),
	};
	incident.pages.set(page.id, page);
}

/** True for a page of the ladder that runs now: runs are counted anew in every epoch. */
export function isOfRun(incident: Incident, page: Page): boolean {
	return page.epoch === incident.epoch && page.run === incident.ladder.run;
}

function isAt(incident: Incident, round: number, level: number): boolean {
	return incident.ladder.round === round && incident.ladder.level === level && !incident.ladder.currentEmpty;
}

function moveTo(incident: Incident, round: number, level: number, at: Instant, empty: boolean): void {
	const { ladder } = incident;
	ladder.round = round;
	ladder.level = level;
	ladder.pagedAt = at;
	ladder.currentEmpty = empty;
	ladder.currentSkipped = false;
	ladder.asked = null;
	if (!empty) ladder.everyLevelEmpty = false;
	if (!empty) incident.levelPagedAt = at;
	if (ladder.exhaustedAt !== null) ladder.lastResortAt = at;
}

/** The time of a level counts from the first of its people who is not in quiet hours. */
function countFrom(incident: Incident, at: Instant): void {
	const { ladder } = incident;
	if (at >= ladder.pagedAt) return;
	if (ladder.lastResortAt === ladder.pagedAt) ladder.lastResortAt = at;
	ladder.pagedAt = at;
	incident.levelPagedAt = at;
}

/**
 * After a stop, a level counts from the first request that really left, so that levels come one by one. A page that is
 * bundled counts as if it had left: nobody else is paged later for that.
 */
function noteReallyPaged(incident: Incident, page: Page, at: Instant): void {
	const { ladder } = incident;
	const isCurrent = isOfRun(incident, page) && isAt(incident, page.round, page.level);
	if (!isCurrent || page.dueAt > beginsAt(page)) return;
	const earlier = [...incident.pages.values()].some(
		(other) =>
			other.id !== page.id &&
			isOfRun(incident, other) &&
			other.round === page.round &&
			other.level === page.level &&
			(other.attempts > 0 || other.bundle !== undefined),
	);
	if (earlier) return;
	ladder.pagedAt = at;
	incident.levelPagedAt = at;
}

export type LadderEvent = Extract<IncidentEvent, { type: "escalated" | "level_empty" | "exhausted" }>;

/** What an event of the ladder changes. */
export function applyLadder(incident: Incident, event: LadderEvent): void {
	const { ladder } = incident;
	switch (event.type) {
		case "escalated": {
			const { run, round, level, reason } = event.data;
			if (reason !== "asked" && reason !== "hours_began") return;
			retrigger(incident);
			if (run !== ladder.run) {
				incident.ladder = newLadder(run, event.at);
				Object.assign(incident, acknowledgeBefore(event.at, incident.acknowledgeWithinSeconds));
			}
			incident.ladder.asked = { round, level, at: event.at };
			return;
		}
		case "level_empty":
			moveTo(incident, event.data.round, event.data.level, event.at, true);
			ladder.currentSkipped = event.data.isSkipped ?? false;
			return;
		case "exhausted":
			ladder.exhaustedAt = event.at;
			return;
	}
}

/** Other hours, in which a page that waits for them is due at `firstPageAt`. */
export function applyRoster(incident: Incident, firstPageAt: string | undefined): void {
	if (firstPageAt === undefined) return;
	const startsAt = fromWire(firstPageAt);
	incident.ladder.startsAt = startsAt;
	Object.assign(incident, acknowledgeBefore(startsAt, incident.acknowledgeWithinSeconds));
}

/** Nobody has it any more. Whoever acknowledged first while a second is waited for is not forgotten by it. */
export function retrigger(incident: Incident): void {
	incident.state = "triggered";
	incident.acknowledgedBy = null;
	incident.acknowledgedAt = null;
	incident.lastHumanAt = null;
	incident.snooze = null;
	// Whoever has it next is reminded anew.
	incident.reminded = {};
}
