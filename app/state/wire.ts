/** What the API answers, as types alone: nothing of the schemas reaches the browser. */

import type { escalationOut } from "../../worker/incidents/contract/escalation.ts";
import type {
	IncidentWire,
	nextPageOut,
	timelineEventOut,
} from "../../worker/incidents/contract/incidents.ts";
import type { maintenanceOut } from "../../worker/maintenance/maintenances/contract.ts";
import type { latencyOut } from "../../worker/monitoring/history/contract.ts";
import type { checkOut, monitorOut } from "../../worker/monitoring/monitors/contract.ts";
import type {
	agendaShiftOut,
	onCallOut,
	overrideOut,
	scheduleOut,
	scheduleViewOut,
	shiftOut,
} from "../../worker/oncall/schedules/contract.ts";
import type { contactMethodOut } from "../../worker/paging/contact-methods/contract.ts";
import type { policyOut } from "../../worker/paging/policies/contract.ts";
import type { MethodState } from "../../worker/paging/rules/paging-plan.ts";
import type { severityPolicyOut } from "../../worker/paging/severity-policy/contract.ts";
import type { deliveryOut, webhookOut } from "../../worker/paging/webhooks/contract.ts";
import type { auditEntryOut } from "../../worker/people/audit-log/contract.ts";
import type { NotificationRules, QuietHours } from "../../worker/people/rules/person.ts";
import type { teamOut } from "../../worker/people/teams/contract.ts";
import type { tokenOut } from "../../worker/people/tokens/contract.ts";
import type { userOut } from "../../worker/people/users/contract.ts";
import type { Role } from "../../worker/platform/rules/caller.ts";
import type { remediationOut } from "../../worker/remediation/contract.ts";
import type { runbookOut } from "../../worker/runbooks/contract.ts";
import type { serviceOut } from "../../worker/services/contract.ts";
import type { serviceHealthOut } from "../../worker/services/health/contract.ts";
import type { checkInOut } from "../../worker/shifts/check-ins/contract.ts";
import type { coverOut } from "../../worker/shifts/cover/contract.ts";
import type { readyPersonOut } from "../../worker/shifts/readiness/contract.ts";
import type { componentOut } from "../../worker/status/components/contract.ts";

type Out<Schema extends { _output: unknown }> = Schema["_output"];

/** What a device remembers of an earlier version says nothing of these. */
type SaidLater =
	| (
			| "flapping"
			| "soakUntil"
			| "undoUntil"
			| "disposition"
			| "publicClosing"
			| "mergedInto"
			| "handovers"
			| "triage"
	  )
	| (
			| "nextStakeholderUpdateDueAt"
			| "estimatedResolutionAt"
			| "acknowledgeBy"
			| "firstAcknowledgement"
			| "calledIn"
			| "handoverSuggestion"
	  );
export type Incident = Omit<IncidentWire, SaidLater> & Partial<Pick<IncidentWire, SaidLater>>;
export type TimelineEvent = Out<typeof timelineEventOut>;
/** What was said of the next page, from the event `seq` and the instant `at` on. */
export type NextPage = Out<typeof nextPageOut>;
export type Remediation = Out<typeof remediationOut>;
export type Runbook = Out<typeof runbookOut>;
export type Maintenance = Out<typeof maintenanceOut>;
export type Service = Out<typeof serviceOut>;
export type SeverityPolicy = Out<typeof severityPolicyOut>;
export type Webhook = Out<typeof webhookOut>;
export type WebhookDelivery = Out<typeof deliveryOut>;
export type Component = Out<typeof componentOut>;
type SaidOfMonitorLater = "history" | "pausedUntil" | "schedule" | "graceSeconds" | "url" | "heartbeat";
export type Monitor = Omit<Out<typeof monitorOut>, SaidOfMonitorLater> &
	Partial<Pick<Out<typeof monitorOut>, SaidOfMonitorLater>>;
export type Latency = Out<typeof latencyOut>;
export type ServiceHealth = Out<typeof serviceHealthOut>;
export type AuditEntry = Out<typeof auditEntryOut>;
/** Whom an incident of a service would page, and when. */
export type Escalation = Out<typeof escalationOut>;
export type Check = Out<typeof checkOut>;
type SaidOfCoverLater = "returnStartsAt" | "returnEndsAt" | "returnOverrideId";
export type CoverRequest = Omit<Out<typeof coverOut>, SaidOfCoverLater> &
	Partial<Pick<Out<typeof coverOut>, SaidOfCoverLater>>;
export type Token = Out<typeof tokenOut>;
export type User = Out<typeof userOut>;
export type Team = Out<typeof teamOut>;
export type Policy = Out<typeof policyOut>;
export type Schedule = Out<typeof scheduleOut>;
/** Whether a page would reach somebody, and what shows it. */
export type ReadyPerson = Out<typeof readyPersonOut>;
export type OwnCheckIn = Out<typeof checkInOut>;
/** How a schedule comes about: its layers, overrides and final shifts, with gaps and clock changes. */
export type ScheduleView = Out<typeof scheduleViewOut>;
export type Shift = Out<typeof shiftOut>;
export type Override = Out<typeof overrideOut>;
export type OnCall = Out<typeof onCallOut>;
export type AgendaShift = Out<typeof agendaShiftOut>;

/** A way to reach a person; a browser recognises its own by the SHA-256 of its push endpoint. */
export type ContactMethod = Out<typeof contactMethodOut> & Receipt & { endpointHash: string | null };

export interface Receipt {
	lastReceiptAt: string | null;
	/** From the page's queueing to its receipt. */
	lastReceiptMs: number | null;
}

export interface List<Item> {
	items: Item[];
	nextCursor: string | null;
}

export interface Turn {
	scheduleId: string;
	scheduleName: string;
	startsAt: string;
	endsAt: string;
}

export interface Now {
	at: string;
	me: { onCall: Turn[]; next: Turn[] };
	onCall: (Turn & { userId: string | null; userName: string | null })[];
	/** Triggered ones first, then those that somebody has acknowledged; the worst of each. */
	firing: Incident[];
	/** There was no room for all: one that is missing from `firing` may be open. */
	hasMoreFiring: boolean;
	devices: ({ id: string; name: string; kind: string; state: MethodState } & Receipt)[];
	lastIncidentAt: string | null;
}

export interface Passkey {
	id: string;
	name: string;
	createdAt: string;
	lastUsedAt: string | null;
}

export interface Me {
	user: {
		id: string;
		name: string;
		email: string;
		role: Role;
		timeZone: string;
		/** Absent in what a device remembers of an earlier version. */
		phone?: string | null;
		notificationRules: NotificationRules | null;
		quietHours?: QuietHours | null;
		version: number;
	};
	session: { id: string; createdAt: string };
	/** What a device remembers of an earlier version says nothing of these. */
	teamIds?: string[];
	tapToAcknowledge: boolean;
	recoveryCodesLeft: number;
	passkeys: Passkey[];
	checklist: { monitor: boolean; phone: boolean; tested: boolean };
}

export interface Session {
	id: string;
	createdAt: string;
	lastSeenAt: string;
	userAgent: string;
	current: boolean;
}
