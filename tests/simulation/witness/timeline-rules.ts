import type { HoursKept } from "./hours-kept.ts";
import type { IncidentRecord, SeenEvent, SeenPage } from "./incident-record.ts";
import type { InvariantName } from "./invariants.ts";
import { takeLeadEvent } from "./lead-rules.ts";
import { askedInVain, takePromise } from "./promise-rules.ts";
import { takeRunEvent } from "./run-rules.ts";
import { isToFirst, takeTwoPeople } from "./two-people-rules.ts";

export type Accuse = (invariant: InvariantName, detail: string) => void;

export interface PolicyFacts {
	/** Delays of the levels, in order. */
	delaysMs: number[];
	repeat: number;
	/** How many people each level needs. */
	needs: number[];
	quiet: ReadonlySet<string>;
	/** Some level applies at certain hours or severities only: the last that does is paged after exhaustion. */
	isConditional: boolean;
	/** In which hours a P3 is paged; null: in any. */
	hours: HoursKept | null;
}

const PACE_MS = 6_000;
const MOST_ATTEMPTS = 6;
const EARLY_MS = 1_000;
const FLAP_PAGE_MS = 900_000;

/** Holds one more event of a timeline against what went before it, then takes it in. */
export function takeEvent(
	record: IncidentRecord,
	event: SeenEvent,
	policy: PolicyFacts,
	accuse: Accuse,
): void {
	if (event.seq !== record.seq + 1) accuse("gapFree", `seq ${event.seq} after ${record.seq}`);
	record.seq = event.seq;
	takePromise(record, event);
	const say: Accuse = (name, detail) => accuse(name, `#${event.seq} ${event.type}: ${detail}`);
	takeLeadEvent(record, event, say);
	takeTwoPeople(record, event, policy, say);
	switch (event.type) {
		case "triggered":
			record.severity = text(event, "severity");
			record.source = event.data.source as unknown as IncidentRecord["source"];
			record.runStartsAt = instant(event, "firstPageAt");
			record.epochStartedAt = event.at;
			record.isPublic = Boolean(event.data.public) && event.data.component !== null;
			return;
		case "update_published":
			record.isPublic ||= text(event, "audience") === "public";
			return;
		case "runbook_attached":
			if (text(event, "reason") !== "chosen" && (record.hasRunbook || record.state === "resolved"))
				say("runbookOnce", record.hasRunbook ? "it has one already" : "it is over");
			record.hasRunbook = true;
			return;
		case "remediation_started":
		case "remediation_attempted":
		case "remediation_answered":
		case "remediation_finished":
			return takeRunEvent(record, event, say);
		case "alert_received":
			if (record.soak) say("relapse", "an alert begins while it is watched, and it is no new epoch");
			record.alertKeys.add(text(event, "dedupKey"));
			if (record.calm) {
				record.resumedAt = event.at;
				record.failsSince = event.at;
			}
			record.calm = false;
			return;
		case "alert_resolved":
			record.calm = record.calm || (record.flapping && Boolean(event.data.held));
			return;
		case "flapping_started":
			record.flapping = true;
			record.failsSince = event.at;
			record.calm = false;
			return;
		case "flapping_ended":
			record.flapping = false;
			return;
		case "page_queued":
			return queued(record, event, policy, say);
		case "page_bundled":
			return bundled(record, event, say);
		case "page_attempted":
			return attempted(record, event, say);
		case "page_accepted":
		case "page_failed":
			return outcome(record, event);
		case "page_cancelled":
			pageOf(record, event, say).cancelled = true;
			return;
		case "level_empty":
			enter(record, event, policy, true, say);
			return;
		case "exhausted":
			record.exhaustedAt = event.at;
			return;
		case "escalated":
			if (!["asked", "hours_began"].includes(text(event, "reason"))) return;
			record.state = record.state === "resolved" ? "resolved" : "triggered";
			if (number(event, "run") !== record.run) record.beginRun(number(event, "run"), event.at);
			record.asked = { round: number(event, "round"), level: number(event, "level"), at: event.at };
			return;
		case "severity_changed":
			record.isPublic ||= Boolean(event.data.public);
			record.severity = text(event, "to");
			record.severityChangedAt = event.at;
			if (event.data.newRun) record.beginRun(record.run + 1, instant(event, "firstPageAt"));
			else if (record.places.length === 0) record.runStartsAt = instant(event, "firstPageAt");
			return;
		default:
			return changeState(record, event, say);
	}
}

function changeState(record: IncidentRecord, event: SeenEvent, say: Accuse): void {
	const mustBe = (...states: IncidentRecord["state"][]) => {
		if (!states.includes(record.state)) say("legal", `while ${record.state}`);
	};
	if (["acknowledged", "first_acknowledged", "resolved", "merged"].includes(event.type))
		record.answeredAt = event.at;
	switch (event.type) {
		case "acknowledged": {
			mustBe("triggered");
			const run = `${record.epoch}/${record.run}`;
			if (record.acknowledgedRuns.has(run)) say("oneAcknowledgement", `run ${run} a second time`);
			record.acknowledgedRuns.add(run);
			record.state = "acknowledged";
			return;
		}
		case "snoozed":
			mustBe("acknowledged");
			record.snoozedUntil = Date.parse(text(event, "untilAt"));
			return;
		case "acknowledgement_lapsed": {
			mustBe("acknowledged");
			const until = record.snoozedUntil;
			if (until !== null && event.at < until) say("snooze", `${until - event.at} ms early`);
			return retriggered(record, event);
		}
		case "unacknowledged":
			if (record.firstBefore === null) mustBe("acknowledged");
			return retriggered(record, event);
		case "resolved":
			mustBe("triggered", "acknowledged");
			if (record.soak && event.actor.kind === "system" && event.at < record.soak.untilAt)
				say("soak", `${record.soak.untilAt - event.at} ms early`);
			record.soak = null;
			record.undoUntil = instant(event, "undoUntilAt");
			record.state = "resolved";
			record.resolvedAt = event.at;
			record.resolvedBy = event.actor.kind;
			record.flapping = false;
			record.calm = false;
			record.snoozedUntil = null;
			return;
		case "merged":
			record.mergedInto = text(event, "intoIncidentId");
			record.state = "resolved";
			record.resolvedAt ??= event.at;
			record.resolvedBy = "merge";
			record.isPublic = false;
			record.soak = null;
			record.undoUntil = null;
			record.snoozedUntil = null;
			record.flapping = false;
			record.calm = false;
			return;
		case "recovery_checked":
			record.overridden = event.data.overrideReason !== null;
			return;
		case "soak_started":
			mustBe("triggered", "acknowledged");
			record.soak = { startedAt: event.at, untilAt: Date.parse(text(event, "untilAt")) };
			record.asked = null;
			record.flapping = false;
			record.calm = false;
			record.snoozedUntil = null;
			return;
		case "soak_ended":
			record.soak = null;
			// Whoever says that it is not over ends it, too.
			record.reopenedBy = event.actor.kind;
			return;
		case "resolution_announced": {
			mustBe("resolved");
			if (record.announcedEpochs.has(record.epoch)) say("announcedOnce", `epoch ${record.epoch} twice`);
			if (event.actor.kind === "system" && event.at < (record.undoUntil ?? 0)) say("undo", "told too early");
			record.announcedEpochs.add(record.epoch);
			record.undoUntil = null;
			return;
		}
		case "reopened":
			if (!record.soak) mustBe("resolved");
			if (record.mergedInto !== null && !event.data.splitFrom) say("legal", "while it is merged");
			record.mergedInto = null;
			if (event.data.undone && record.announcedEpochs.has(record.epoch))
				say("undo", "after the public was told");
			record.soak = null;
			record.undoUntil = null;
			record.epoch++;
			record.epochStartedAt = event.at;
			record.state = "triggered";
			record.reopenedBy = event.actor.kind;
			record.resolvedAt = null;
			record.overridden = false;
			record.beginRun(1, instant(event, "firstPageAt"));
			return;
	}
}

function retriggered(record: IncidentRecord, event: SeenEvent): void {
	record.state = "triggered";
	record.snoozedUntil = null;
	record.beginRun(record.run + 1, instant(event, "firstPageAt"));
}

function queued(record: IncidentRecord, event: SeenEvent, policy: PolicyFacts, say: Accuse): void {
	const page: SeenPage = {
		id: text(event, "pageId"),
		epoch: record.epoch,
		run: number(event, "run"),
		round: number(event, "round"),
		level: number(event, "level"),
		userId: event.data.userId ?? null,
		methodId: text(event, "methodId"),
		queuedAt: event.at,
		dueAt: instant(event, "dueAt") ?? event.at,
		waitsForReceipt: Boolean(event.data.unlessReceived),
		attemptsAt: [],
		outcome: "none",
		cancelled: false,
		bundleId: null,
		about: aboutOf(event.data.about),
	};
	const identity = identityOf(page);
	for (const other of record.pages.values())
		if (other.level > 0 && identityOf(other) === identity) say("pageIdentity", `${identity} twice`);
	record.pages.set(page.id, page);
	if (page.level > 0) enter(record, event, policy, false, say);
	if (page.level > 0) record.place()?.pageIds.push(page.id);
}

function enter(
	record: IncidentRecord,
	event: SeenEvent,
	policy: PolicyFacts,
	empty: boolean,
	say: Accuse,
): void {
	const round = number(event, "round");
	const level = number(event, "level");
	const before = record.place();
	if (before && before.round === round && before.level === level && !before.empty) return;
	const asked = record.asked;
	record.asked = null;
	if (!asked) {
		checkOrder(record, { round, level }, policy, say);
		if (before) checkPace(record, event, policy, say);
	} else if (asked.round !== round || asked.level !== level)
		say("ladderOrder", `asked for ${asked.round}/${asked.level}, paged ${round}/${level}`);
	const since = event.at - (record.levelPagedAt ?? 0);
	const isOutage = event.at >= record.failsSince + FLAP_PAGE_MS - EARLY_MS;
	const isDamped = record.flapping && !asked && !isOutage && !(before && failedForGood(record, before));
	if (!empty && isDamped && since < FLAP_PAGE_MS - EARLY_MS) say("flapping", `paged again after ${since} ms`);
	if (!empty) record.levelPagedAt = event.at;
	record.places.push({
		round,
		level,
		empty,
		skipped: event.data.isSkipped === true,
		asked: asked !== null,
		queuedAt: event.at,
		pagedAt: null,
		pageIds: [],
	});
}

function checkOrder(
	record: IncidentRecord,
	to: { round: number; level: number },
	policy: PolicyFacts,
	say: Accuse,
): void {
	const before = record.place();
	const last = policy.delaysMs.length;
	const told = `${to.round}/${to.level} after ${before ? `${before.round}/${before.level}` : "nothing"}`;
	if (!before) {
		if (to.round !== 1 || to.level !== 1) say("ladderOrder", told);
		return;
	}
	if (record.exhaustedAt !== null) {
		if (to.level !== last && !policy.isConditional) say("ladderOrder", `${told}, exhausted`);
		return;
	}
	const isNext =
		before.level < last
			? to.round === before.round && to.level === before.level + 1
			: to.round === before.round + 1 && to.level === 1 && before.round <= policy.repeat;
	if (!isNext) say("ladderOrder", told);
}

function checkPace(record: IncidentRecord, event: SeenEvent, policy: PolicyFacts, say: Accuse): void {
	const before = record.place();
	if (!before || before.empty || before.pagedAt === null) return;
	if (failedForGood(record, before)) return;
	const delayMs = policy.delaysMs[before.level - 1] ?? 0;
	const since = Math.max(before.pagedAt, record.severityChangedAt);
	if (event.at < since + delayMs - EARLY_MS)
		say("ladderPace", `${event.at - since} ms after level ${before.level}, not ${delayMs}`);
}

function failedForGood(record: IncidentRecord, { pageIds }: { pageIds: string[] }): boolean {
	return pageIds.length > 0 && pageIds.every((id) => record.pages.get(id)?.outcome === "failed");
}

function attempted(record: IncidentRecord, event: SeenEvent, say: Accuse): void {
	const page = pageOf(record, event, say);
	const why = mayNotLeave(record, page);
	if (why) say("neverAfterAck", why);
	const vain = askedInVain(record, page);
	if (vain) say("promises", `page ${page.id} asks for an update ${vain}`);
	const held = page.level > 0 && !record.place()?.asked ? record.held : null;
	if (held && event.at < held.untilAt && ["P2", "P3"].includes(record.severity))
		say("heldAtMost", `level 1 left ${held.untilAt - event.at} ms before the end of what it waits for`);
	if (page.level > 0 && record.severity === "P4") say("quietP4", `level ${page.level}`);
	const recent = page.attemptsAt.filter((at) => at > event.at - PACE_MS && at <= event.at);
	if (recent.length >= MOST_ATTEMPTS) say("pace", `${recent.length + 1} attempts of one page`);
	page.attemptsAt.push(event.at);
	page.bundleId = event.data.bundleId ?? null;
	countsFrom(record, page, event.at);
	if (record.flapping && page.attemptsAt.length > 1 && page.outcome === "accepted")
		say("flapping", `attempt ${page.attemptsAt.length} of page ${page.id}`);
	page.outcome = "unknown";
}

/** Its level has its time from here, as if it had left. */
function bundled(record: IncidentRecord, event: SeenEvent, say: Accuse): void {
	const page = pageOf(record, event, say);
	page.bundleId = text(event, "bundleId");
	page.dueAt = instant(event, "leavesAt") ?? event.at;
	countsFrom(record, page, event.at);
}

function countsFrom(record: IncidentRecord, page: SeenPage, at: number): void {
	const place = record.places.findLast((each) => each.pageIds.includes(page.id));
	if (!place || place.pagedAt !== null) return;
	place.pagedAt = at;
	record.levelPagedAt = at;
}

/** Why a request of this page may not leave now, null when it may. */
export function mayNotLeave(record: IncidentRecord, page: SeenPage): string | null {
	if (page.epoch !== record.epoch) return `of epoch ${page.epoch} in epoch ${record.epoch}`;
	if (page.cancelled) return "after it was cancelled";
	if (record.state === "resolved") return "after the resolve";
	if (record.soak && (page.level > 0 || page.queuedAt < record.soak.startedAt)) return "while it is watched";
	if (isToFirst(record, page)) return "to who acknowledged first";
	const isCalledIn = page.level === 0 && page.run === record.run + 1;
	if (record.state === "acknowledged")
		return isCalledIn ? null : `of run ${page.run} after the acknowledgement of run ${record.run}`;
	if (page.run < record.run) return `of run ${page.run} in run ${record.run}`;
	return null;
}

function outcome(record: IncidentRecord, event: SeenEvent): void {
	const page = record.pages.get(text(event, "pageId"));
	if (!page) return;
	if (event.type === "page_accepted") page.outcome = "accepted";
	else if (event.data.permanent) page.outcome = "failed";
}

function pageOf(record: IncidentRecord, event: SeenEvent, say: Accuse): SeenPage {
	const page = record.pages.get(text(event, "pageId"));
	if (page) return page;
	say("committedFirst", "of a page that was never queued");
	return { ...NOBODY };
}

const NOBODY: SeenPage = {
	id: "",
	epoch: 0,
	run: 0,
	round: 0,
	level: 0,
	userId: null,
	methodId: "",
	queuedAt: 0,
	dueAt: 0,
	waitsForReceipt: false,
	attemptsAt: [],
	outcome: "none",
	cancelled: false,
	bundleId: null,
	about: null,
};

/** The update that a page is about, null for one about the incident itself. */
function aboutOf(
	about: { audience: "public" | "stakeholders"; dueAt: string } | undefined,
): SeenPage["about"] {
	return about ? { audience: about.audience, dueAt: Date.parse(about.dueAt) } : null;
}

function identityOf({ epoch, run, round, level, userId, methodId }: SeenPage): string {
	return [epoch, run, round, level, userId, methodId].join("/");
}

function text(event: SeenEvent, field: string): string {
	return String(event.data[field]);
}

function instant(event: SeenEvent, field: string): number | null {
	const value = event.data[field];
	return typeof value === "string" ? Date.parse(value) : null;
}

function number(event: SeenEvent, field: string): number {
	return Number(event.data[field]);
}
