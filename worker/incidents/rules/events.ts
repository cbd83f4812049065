import type { Target } from "../../paging/rules/paging-plan.ts";
import type { Severity, Urgency } from "../../paging/rules/severity.ts";
import type { MethodKind } from "../../people/rules/person.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import type {
	Disposition,
	EventType,
	IncidentRole,
	IncidentStatus,
	IncidentView,
	NextEscalation,
} from "./incident-types.ts";

/** What every event of a page carries. */
export interface PageRef {
	pageId: string;
	userId: string | null;
	methodId: string;
	level: number;
	round: number;
	run: number;
	attempt: number;
}

export const PAGE_ANSWERS = ["has_it", "cannot_take_it"] as const;
export type PageAnswer = (typeof PAGE_ANSWERS)[number];

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

type Plain = Record<string, unknown>;

/** What one check of one region saw; `detail` is for people: "HTTP 503". */
interface CheckSeen {
	region: string;
	outcome: string;
	reason: string | null;
	detail: string;
}

/** What each type of event says. Instants inside are in wire form, since the timeline shows `data` as it is. */
export interface EventData {
	triggered: {
		incidentId: string;
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
		drill: boolean;
		evidence: CheckSeen[];
	};
	alert_received: AlertRef;
	alert_resolved: {
		alertId: string;
		dedupKey: string;
		memberKey: string | null;
		/** What a monitor saw when it worked again; of other tools nothing is known. */
		evidence: CheckSeen[];
		/** Why it ended without a recovery, for people: the monitor was deleted or moved. */
		reason: string | null;
		/** True while the incident flaps: nothing of it fails any more, and it stays open all the same. */
		held: boolean;
	};
	page_queued: PageRef & {
		userName: string | null;
		methodKind: MethodKind;
		methodName: string;
		urgency: Urgency;
		dueAt: string;
		unlessReceived: boolean;
	};
	page_attempted: PageRef;
	page_accepted: PageRef & { tookMs: number };
	page_unconfirmed: PageRef;
	page_received: PageRef;
	page_opened: PageRef;
	/** The person of the page has it in hand, or cannot take it; no word of this kind acknowledges. */
	page_answered: PageRef & { answer: PageAnswer };
	page_failed: PageRef & {
		reason: string;
		permanent: boolean;
		retryAt: string | null;
		/** Which registration of the device is gone: it may have registered again since. */
		registration?: string;
	};
	page_cancelled: PageRef & {
		reason: "acknowledged" | "resolved" | "superseded" | "received" | "severity" | "answered" | "flapping";
	};
	escalated: {
		run: number;
		round: number;
		level: number;
		targets: Target[];
		reason: "not_acknowledged" | "not_reachable" | "asked" | "exhausted";
	};
	level_empty: { run: number; round: number; level: number; targets: Target[] };
	exhausted: { run: number; round: number; everyLevelEmpty: boolean };
	acknowledged: { pageId: string | null; occurredAt: string | null; becomesLead: boolean };
	acknowledgement_lapsed: { reason: "timeout" | "snooze_ended"; firstPageAt: string | null };
	unacknowledged: { firstPageAt: string | null };
	snoozed: { seconds: number; untilAt: string };
	severity_changed: {
		from: Severity;
		to: Severity;
		urgency: Urgency;
		reason: string | null;
		/** Set when a new run of the ladder begins: the severity was raised while nobody had acknowledged. */
		firstPageAt: string | null;
		newRun: boolean;
		public: boolean;
		publicUpdateEverySeconds: number | null;
	};
	status_changed: { from: IncidentStatus; to: IncidentStatus };
	role_assigned: { role: IncidentRole; userId: string; userName: string };
	responder_added: { targets: Target[] };
	note_added: { text: string };
	update_published: {
		updateId: string;
		audience: "public" | "stakeholders";
		status: IncidentStatus;
		message: string;
		nextUpdateDueAt: string | null;
		estimatedResolutionAt: string | null;
	};
	update_due: { dueAt: string };
	update_overdue: { dueAt: string };
	runbook_step: Plain;
	remediation_started: Plain;
	remediation_finished: Plain;
	recovery_checked: {
		/** `incomplete`: nothing that was checked fails, but not everything could be checked. */
		result: "recovered" | "failing" | "nothing_to_check" | "incomplete";
		/** Monitors and smoke checks that no region could check. */
		unanswered: string[];
		overrideReason: string | null;
		evidence: { monitorId: string; region: string; outcome: string; reason: string | null }[];
	};
	resolved: { note: string | null; disposition: Disposition | null };
	reopened: { reason: string; firstPageAt: string | null };
	merged: Plain;
	/** Began too often within a short time; `starts` of them within `withinSeconds`. */
	flapping_started: { starts: number; withinSeconds: number };
	/** It has worked for so long that its next failure is news again. */
	flapping_ended: { calmSeconds: number };
	/** Who would be paged next is another than was told before: a schedule, a team or a person changed. */
	roster_changed: { next: NextEscalation["targets"] };
}

/** An event before the ledger has given it its place. */
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
	data: Plain;
}

/** Whatever a timeline may hold. */
export type StoredEvent = IncidentEvent | UnknownEvent;
