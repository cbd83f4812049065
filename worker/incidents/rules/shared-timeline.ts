/**
 * What a replay link shows of a timeline: to colleagues without an account, so names of people, titles, notes and updates
 * are in it. Never in it: addresses, identifiers of people, devices and pages, names of devices, what an alert carried
 * beyond its title, and what looks like a secret in anybody's text. Fields are copied one by one; an event that is not
 * listed here, and one that the team has hidden, is told by its name alone.
 */
import type { Actor } from "../../platform/rules/caller.ts";
import type { EventData, EventType } from "./events.ts";
import type { TimelineEvent, UpdateAbout } from "./incident-types.ts";
import type { Acknowledged, PageRef } from "./page-ref.ts";
import type { NextPageThen } from "./replay.ts";
import { linesMarked } from "./triage.ts";
import { withoutSecrets } from "./without-secrets.ts";

type Plain = Record<string, unknown>;

/** Names that stand for identifiers: the same one for the same, and none of them means anything outside. */
interface Aliases {
	page(id: string): string;
	person(id: string): string;
	person(id: string | null): string | null;
}

/** Whatever a newer version wrote, or what is not decided here: the replay skips it and says its name. */
const UNTOLD = { v: Number.MAX_SAFE_INTEGER };

/** The events as a link shows them, in the same order and with the same places. */
export function sharedEvents(events: readonly TimelineEvent[]): TimelineEvent[] {
	const aliases = makeAliases();
	const hidden = linesMarked(events, "hidden");
	return events.map((event) => ({
		...{ seq: event.seq, type: event.type, at: event.at },
		actor: actorOf(event.actor, aliases),
		data: hidden.has(event.seq) ? UNTOLD : dataOf(event, aliases),
	}));
}

/** Whom the next page was for, by name. */
export function sharedNextPages(pages: readonly NextPageThen[]): NextPageThen[] {
	return pages.map(({ seq, at, next }) => ({
		...{ seq, at },
		next: next && {
			...next,
			targets: next.targets.map(({ kind, name }) => ({ kind, id: "", name: text(name) })),
		},
	}));
}

function actorOf({ kind, id, name }: Actor, aliases: Aliases): Actor {
	return { kind, id: aliases.person(id), name: text(name) };
}

function dataOf(event: TimelineEvent, aliases: Aliases): Plain {
	const share = SHARED[event.type as EventType] as ((data: Plain, aliases: Aliases) => Plain) | undefined;
	if (!share || event.data.v !== undefined) return UNTOLD;
	try {
		return share(event.data, aliases);
	} catch {
		// A damaged event: it has not what its type has.
		return UNTOLD;
	}
}

type Shared = { [T in EventType]?: (data: EventData[T], aliases: Aliases) => Plain };

const text = withoutSecrets;
const textOrNull = (value: string | null) => (value === null ? null : text(value));
/** One of our own words, "http_503"; what is none is not shown. */
const word = (value: string | null) => (value !== null && /^[a-z0-9_-]{1,40}$/i.test(value) ? value : null);

const ref = (data: PageRef, aliases: Aliases) => ({
	...{ pageId: aliases.page(data.pageId), userId: aliases.person(data.userId), methodId: "" },
	...{ level: data.level, round: data.round, run: data.run, attempt: data.attempt },
});

const acknowledgedAs = ({ pageId, occurredAt, becomesLead }: Acknowledged, aliases: Aliases) => ({
	...{ pageId: pageId === null ? null : aliases.page(pageId), occurredAt, becomesLead },
});

const seen = ({ region, outcome, reason }: { region: string; outcome: string; reason: string | null }) => ({
	...{ region, outcome, reason: word(reason), detail: "" },
});

const sharedAbout = ({ audience, dueAt, stage, draft, status }: UpdateAbout): UpdateAbout => ({
	...{ audience, dueAt, stage, draft: text(draft), status },
});

const timesOf = (data: {
	stakeholderUpdateEverySeconds?: number | null;
	acknowledgeWithinSeconds?: number | null;
}) => ({
	stakeholderUpdateEverySeconds: data.stakeholderUpdateEverySeconds,
	acknowledgeWithinSeconds: data.acknowledgeWithinSeconds,
});

const SHARED: Shared = {
	triggered: (data) => ({
		...{ incidentId: "", number: data.number, title: text(data.title), description: null },
		...{ severity: data.severity, urgency: data.urgency, service: named(data.service) },
		...{ component: data.component && named(data.component), publicTitle: textOrNull(data.publicTitle) },
		...{ source: { kind: data.source.kind, id: null, name: text(data.source.name) } },
		...{ detectedAt: data.detectedAt, firstPageAt: data.firstPageAt, public: data.public },
		...{ publicUpdateEverySeconds: data.publicUpdateEverySeconds, drill: data.drill },
		...timesOf(data),
		evidence: data.evidence.map(seen),
	}),
	alert_received: (data) => ({
		...{ alertId: "", dedupKey: "", memberKey: null, title: text(data.title), severity: data.severity },
		...{ source: text(data.source), details: {}, links: [] },
	}),
	alert_resolved: (data) => ({
		...{ alertId: "", dedupKey: "", memberKey: null, evidence: data.evidence.map(seen) },
		...{ reason: textOrNull(data.reason), held: data.held },
	}),
	page_queued: (data, aliases) => ({
		...ref(data, aliases),
		...{ userName: textOrNull(data.userName), methodKind: data.methodKind, methodName: data.methodKind },
		...{ urgency: data.urgency, dueAt: data.dueAt, unlessReceived: data.unlessReceived },
		about: data.about && sharedAbout(data.about),
	}),
	page_bundled: (data, aliases) => ({
		...ref(data, aliases),
		...{ bundleId: "", leavesAt: data.leavesAt, quiet: data.quiet },
	}),
	page_attempted: ref,
	page_accepted: (data, aliases) => ({ ...ref(data, aliases), tookMs: data.tookMs }),
	page_unconfirmed: ref,
	page_received: ref,
	page_opened: ref,
	page_answered: (data, aliases) => ({ ...ref(data, aliases), answer: data.answer }),
	page_failed: (data, aliases) => ({
		...ref(data, aliases),
		...{ reason: word(data.reason) ?? "failed", permanent: data.permanent, retryAt: data.retryAt },
	}),
	page_cancelled: (data, aliases) => ({ ...ref(data, aliases), reason: data.reason }),
	escalated: ({ run, round, level, reason }) => ({ run, round, level, reason, targets: [] }),
	level_empty: ({ run, round, level, isAnswered, isSkipped }) => ({
		...{ run, round, level, targets: [] },
		...(isAnswered && { isAnswered }),
		...(isSkipped && { isSkipped }),
	}),
	exhausted: ({ run, round, everyLevelEmpty }) => ({ run, round, everyLevelEmpty }),
	acknowledged: (data, aliases) => ({
		...acknowledgedAs(data, aliases),
		...(data.alone && { alone: { level: data.alone.level } }),
	}),
	first_acknowledged: (data, aliases) => ({ ...acknowledgedAs(data, aliases), level: data.level }),
	responder_answered: ({ userName, answer, reason, by }) => ({
		...{ userId: "", userName: text(userName), answer, reason: textOrNull(reason), by: text(by.name) },
	}),
	handover_suggested: ({ userName }) => ({ userId: "", userName: text(userName), leadId: "", shift: "" }),
	handover_kept: ({ userName }) => ({ userName: text(userName) }),
	acknowledgement_lapsed: ({ reason, firstPageAt }) => ({ reason, firstPageAt }),
	unacknowledged: ({ firstPageAt }) => ({ firstPageAt }),
	snoozed: ({ seconds, untilAt }) => ({ seconds, untilAt }),
	severity_changed: (data) => ({
		...{ from: data.from, to: data.to, urgency: data.urgency, reason: textOrNull(data.reason) },
		...{ firstPageAt: data.firstPageAt, newRun: data.newRun, public: data.public },
		...{ publicUpdateEverySeconds: data.publicUpdateEverySeconds, ...timesOf(data) },
	}),
	status_changed: ({ from, to }) => ({ from, to }),
	title_changed: ({ from, to }) => ({ from: text(from), to: text(to) }),
	role_assigned: ({ role, userId, userName }, aliases) => ({
		...{ role, userId: aliases.person(userId), userName: text(userName) },
	}),
	handover_offered: ({ role, userId, userName }, aliases) => ({
		...{ role, userId: aliases.person(userId), userName: text(userName) },
	}),
	handover_answered: ({ role, userId, userName, answer }, aliases) => ({
		...{ role, userId: aliases.person(userId), userName: text(userName), answer },
	}),
	responder_added: () => ({ targets: [] }),
	note_added: (data) => ({ text: text(data.text), occurredAt: data.occurredAt }),
	update_published: (data) => ({
		...{ updateId: "", audience: data.audience, status: data.status, message: text(data.message) },
		...{ nextUpdateDueAt: data.nextUpdateDueAt, estimatedResolutionAt: data.estimatedResolutionAt },
		stakeholdersDueAt: data.stakeholdersDueAt,
	}),
	update_due: ({ dueAt }) => ({ dueAt }),
	update_overdue: ({ dueAt }) => ({ dueAt }),
	stakeholder_update_due: ({ dueAt }) => ({ dueAt }),
	stakeholder_update_overdue: ({ dueAt }) => ({ dueAt }),
	update_reminded: ({ people, ...about }, aliases) => ({
		...sharedAbout(about),
		people: people.map(({ id, name }) => ({ id: aliases.person(id), name: text(name) })),
	}),
	acknowledgement_overdue: ({ dueAt }) => ({ dueAt }),
	// What a runbook tells people to run is for the team alone.
	runbook_attached: ({ reason, runbook }) => ({
		...{ reason, runbook: { id: "", version: runbook.version, name: text(runbook.name), steps: [] } },
	}),
	runbook_step: ({ title, state, note, choice }) => ({
		...{ runbookId: "", stepId: "", title: text(title), state, note: textOrNull(note) },
		choice: textOrNull(choice),
	}),
	recovery_checked: (data) => ({
		...{ result: data.result, unanswered: [], overrideReason: textOrNull(data.overrideReason) },
		evidence: data.evidence.map((one) => ({ ...seen(one), monitorId: "" })),
	}),
	soak_started: ({ seconds, untilAt, note, disposition, publicMessage }) => ({
		...{ seconds, untilAt, note: textOrNull(note), disposition, ...closing(publicMessage) },
	}),
	soak_ended: ({ reason }) => ({ reason }),
	resolved: ({ note, disposition, undoUntilAt, publicMessage }) => ({
		...{ note: textOrNull(note), disposition, undoUntilAt, ...closing(publicMessage) },
	}),
	resolution_announced: ({ epoch }) => ({ announcementId: "", epoch }),
	disposition_set: ({ from, to }) => ({ from, to }),
	triaged: ({ finding, customersAffected }) => ({
		...(finding && { finding }),
		...(customersAffected !== undefined && { customersAffected }),
	}),
	line_marked: ({ line, mark, on }) => ({ line, mark, on }),
	reopened: ({ reason, firstPageAt, undone }) => ({ reason: text(reason), firstPageAt, undone }),
	merged: ({ number, title }) => ({ intoIncidentId: "", number, title: text(title) }),
	merged_in: ({ number, title, severity, publicSince }) => ({
		...{ mergeId: "", incidentId: "", number, title: text(title), severity, publicSince, words: [] },
	}),
	split_off: ({ number, title }) => ({ incidentId: "", number, title: text(title), dedupKey: null }),
	linked: ({ number, title }) => ({ incidentId: "", number, title: text(title) }),
	unlinked: ({ number, title }) => ({ incidentId: "", number, title: text(title) }),
	flapping_started: ({ starts, withinSeconds }) => ({ starts, withinSeconds }),
	flapping_ended: ({ calmSeconds }) => ({ calmSeconds }),
	numbered: ({ number }) => ({ number }),
	roster_changed: ({ next, firstPageAt }) => ({
		next: next.map(({ kind, name }) => ({ kind, id: "", name: text(name) })),
		...(firstPageAt !== undefined && { firstPageAt }),
	}),
};

const closing = (message?: string) => (message === undefined ? {} : { publicMessage: text(message) });

const named = ({ name }: { name: string }) => ({ id: "", name: text(name) });

function makeAliases(): Aliases {
	const known = new Map<string, string>();
	const alias = (kind: string, id: string) => {
		const key = `${kind} ${id}`;
		const name = known.get(key) ?? `${kind}-${known.size + 1}`;
		known.set(key, name);
		return name;
	};
	return {
		page: (id) => alias("page", id),
		person: ((id: string | null) => (id === null ? null : alias("person", id))) as Aliases["person"],
	};
}
