import type { Target } from "../../paging/rules/paging-plan.ts";
import type { Severity, Urgency } from "../../paging/rules/severity.ts";
import type { MethodKind } from "../../people/rules/person.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import type { CallAnswered, HandoverSuggested } from "./called-in.ts";
import type {
	CheckSeen,
	Disposition,
	Ending,
	IncidentRole,
	IncidentStatus,
	IncidentView,
	NamedIncident,
	NextEscalation,
	UpdateAbout,
} from "./incident-types.ts";
import type {
	HandoverAnswered,
	HandoverOffered,
	Merged,
	MergedIn,
	Reopened,
	SplitOff,
} from "./merge-events.ts";
import type {
	Acknowledged,
	Escalated,
	LevelEmpty,
	PageAnswer,
	PageBundled,
	PageEnd,
	PageFailed,
	PageRef,
} from "./page-ref.ts";
import type { RecoveryChecked } from "./recovery.ts";
import type {
	RemediationAnswered,
	RemediationFinished,
	RemediationRef,
	RemediationStarted,
} from "./remediation-events.ts";
import type { RunbookAttached, RunbookStepSaid } from "./runbook-events.ts";
import type { LineMarked, Triaged } from "./triage.ts";
import type { UpdatePublished, UpdateReminded } from "./update-events.ts";

export interface AlertRef {
	alertId: string;
	dedupKey: string;
	memberKey: string | null;
	title: string;
	severity: Severity | null;
	source: string;
	details: Record<string, unknown>;
	links: { href: string; text: string }[];
}

/** One type of event; its type says what `data` holds. */
interface EventEntry<Data> {
	readonly data?: Data;
}

const event = <Data>(): EventEntry<Data> => ({});

/**
 * Every type of event, and what its data says. Instants inside are in wire form, since the timeline shows `data` as it
 * is. What a type changes is in `evolve.ts`; one that is not there is told and changes nothing.
 */
export const EVENTS = {
	triggered: event<{
		incidentId: string;
		/** 0 where it came later, see `numbered`, and for a test page. */
		number: number;
		title: string;
		description: string | null;
		severity: Severity;
		urgency: Urgency;
		service: { id: string; name: string };
		component: { id: string; name: string } | null;
		publicTitle: string | null;
		source: IncidentView["source"];
		detectedAt: string;
		/** When level 1 is due: later than now while held for business hours, null when nobody is ever paged. */
		firstPageAt: string | null;
		public: boolean;
		publicUpdateEverySeconds: number | null;
		/** Absent or null: no stakeholder waits for updates. */
		stakeholderUpdateEverySeconds?: number | null;
		/** Absent or null: the severity does not say. */
		acknowledgeWithinSeconds?: number | null;
		drill: boolean;
		evidence: CheckSeen[];
	}>(),
	/** The number by which people call it: asked for once it is there, since nobody is paged later for a number. */
	numbered: event<{ number: number }>(),
	alert_received: event<AlertRef>(),
	alert_resolved: event<{
		alertId: string;
		dedupKey: string;
		memberKey: string | null;
		/** What a monitor saw when it worked again; of other tools nothing is known. */
		evidence: CheckSeen[];
		/** Why it ended without a recovery, for people: the monitor was deleted or moved. */
		reason: string | null;
		/** True while the incident flaps: nothing of it fails any more, and it stays open all the same. */
		held: boolean;
	}>(),
	page_queued: event<
		PageRef & {
			userName: string | null;
			methodKind: MethodKind;
			methodName: string;
			urgency: Urgency;
			dueAt: string;
			unlessReceived: boolean;
			quietUntil?: string;
			about?: UpdateAbout;
		}
	>(),
	/** It waits a moment, and leaves in one notification with pages of other incidents to the same person. */
	page_bundled: event<PageBundled>(),
	page_attempted: event<PageRef & { bundleId?: string }>(),
	/** `place`: where its message is, at a provider that edits messages. No timeline shows it. */
	page_accepted: event<PageRef & { tookMs: number; place?: string }>(),
	page_unconfirmed: event<PageRef>(),
	page_received: event<PageRef>(),
	page_opened: event<PageRef>(),
	/** The person of the page has it in hand, or cannot take it; no word of this kind acknowledges. */
	page_answered: event<PageRef & { answer: PageAnswer }>(),
	page_failed: event<PageFailed>(),
	page_cancelled: event<PageRef & { reason: PageEnd }>(),
	escalated: event<Escalated>(),
	level_empty: event<LevelEmpty>(),
	exhausted: event<{ run: number; round: number; everyLevelEmpty: boolean }>(),
	/** `alone`: nobody else can be reached at the level that needs two, so the first one counts from now. */
	acknowledged: event<Acknowledged & { alone?: { level: number } }>(),
	/** A level needs two people: this one is not paged any more, and the next one is waited for. */
	first_acknowledged: event<Acknowledged & { level: number }>(),
	acknowledgement_lapsed: event<{ reason: "timeout" | "snooze_ended"; firstPageAt: string | null }>(),
	unacknowledged: event<{ firstPageAt: string | null }>(),
	snoozed: event<{ seconds: number; untilAt: string }>(),
	severity_changed: event<{
		from: Severity;
		to: Severity;
		urgency: Urgency;
		reason: string | null;
		/** Set when a new run of the ladder begins: the severity was raised while nobody had acknowledged. */
		firstPageAt: string | null;
		newRun: boolean;
		public: boolean;
		publicUpdateEverySeconds: number | null;
		stakeholderUpdateEverySeconds?: number | null;
		acknowledgeWithinSeconds?: number | null;
	}>(),
	status_changed: event<{ from: IncidentStatus; to: IncidentStatus }>(),
	title_changed: event<{ from: string; to: string }>(),
	role_assigned: event<{ role: IncidentRole; userId: string; userName: string }>(),
	handover_offered: event<HandoverOffered>(),
	handover_answered: event<HandoverAnswered>(),
	/** `people`: whom that means just then. */
	responder_added: event<{ targets: Target[]; people?: { id: string; name: string }[] }>(),
	/** Whoever was called in says whether they come. */
	responder_answered: event<CallAnswered>(),
	handover_suggested: event<HandoverSuggested>(),
	/** The lead goes on although their shift ended; `userName` has the shift now. */
	handover_kept: event<{ userName: string }>(),
	/** `occurredAt`: when it happened, where it was told later. */
	note_added: event<{ text: string; occurredAt?: string }>(),
	update_published: event<UpdatePublished>(),
	update_due: event<{ dueAt: string }>(),
	update_overdue: event<{ dueAt: string }>(),
	stakeholder_update_due: event<{ dueAt: string }>(),
	stakeholder_update_overdue: event<{ dueAt: string }>(),
	update_reminded: event<UpdateReminded>(),
	/** Nobody acknowledged in the time that the severity allows. */
	acknowledgement_overdue: event<{ dueAt: string }>(),
	runbook_attached: event<RunbookAttached>(),
	runbook_step: event<RunbookStepSaid>(),
	remediation_started: event<RemediationStarted>(),
	remediation_attempted: event<RemediationRef & { attempt: number }>(),
	remediation_answered: event<RemediationAnswered>(),
	remediation_finished: event<RemediationFinished>(),
	recovery_checked: event<RecoveryChecked>(),
	/** It works again, and is watched until `untilAt` before it counts as resolved. */
	soak_started: event<Ending & { seconds: number; untilAt: string }>(),
	/** Somebody says that it is not over: it is no longer watched, and open as before. */
	soak_ended: event<{ reason: "not_recovered" }>(),
	resolved: event<
		Ending & {
			/** Until then the public is not told, and whoever resolved it may take it back. Absent: it is told at once. */
			undoUntilAt?: string;
		}
	>(),
	/**
	 * The public and all who subscribed are told of the end, from this event on: nothing takes it back. Once in an epoch;
	 * whoever tells subscribers tells each once for this `announcementId`.
	 */
	resolution_announced: event<{ announcementId: string; epoch: number }>(),
	triaged: event<Triaged>(),
	line_marked: event<LineMarked>(),
	disposition_set: event<{ from: Disposition | null; to: Disposition }>(),
	reopened: event<Reopened>(),
	merged: event<Merged>(),
	merged_in: event<MergedIn>(),
	split_off: event<SplitOff>(),
	linked: event<NamedIncident>(),
	unlinked: event<NamedIncident>(),
	/** Began too often within a short time; `starts` of them within `withinSeconds`. */
	flapping_started: event<{ starts: number; withinSeconds: number }>(),
	/** It has worked for so long that its next failure is news again. */
	flapping_ended: event<{ calmSeconds: number }>(),
	/** Its severity wants a ticket in another tool: it is there, or could not be made. */
	ticket_filed: event<{ marker: string; where: string; key: string | null; url: string | null }>(),
	ticket_failed: event<{ marker: string; where: string; reason: string }>(),
	/** Who would be paged next is another than was told before: a schedule, a team or a person changed. */
	/** `firstPageAt`: other hours, in which the page that waits for them is due then. */
	roster_changed: event<{ next: NextEscalation["targets"]; firstPageAt?: string }>(),
} as const;

export type EventType = keyof typeof EVENTS;
export const EVENT_TYPES = Object.keys(EVENTS) as [EventType, ...EventType[]];

export type EventData = {
	[T in EventType]: (typeof EVENTS)[T] extends EventEntry<infer Data> ? Data : never;
};

/** An event before the store has given it its place. */
export type NewEvent = {
	[T in EventType]: { type: T; actor: Actor; data: EventData[T] };
}[EventType];

/** An event in its place. */
export type IncidentEvent = NewEvent & { seq: number; at: number };

/** An event that a newer version of the code wrote: it is kept and shown by its `name`, and changes nothing here. */
export interface UnknownEvent {
	type: "unknown";
	name: string;
	seq: number;
	at: number;
	actor: Actor;
	data: Record<string, unknown>;
}

/** Whatever a timeline may hold. */
export type StoredEvent = IncidentEvent | UnknownEvent;
