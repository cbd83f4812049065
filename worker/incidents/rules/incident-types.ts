import type { Severity, Urgency } from "../../paging/rules/severity.ts";
import type { MethodKind } from "../../people/rules/person.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { storedShape } from "../../platform/rules/stored-shape.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { RunResult } from "../../remediation/rules/remediation.ts";
import type { CalledIn } from "./called-in.ts";
import type { Bundled } from "./page-ref.ts";

export const INCIDENT_STATES = ["triggered", "acknowledged", "resolved"] as const;
export type IncidentState = (typeof INCIDENT_STATES)[number];

export const INCIDENT_STATUSES = ["triage", "investigating", "identified", "monitoring", "resolved"] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

export const INCIDENT_ROLES = ["lead", "communications", "scribe"] as const;
export type IncidentRole = (typeof INCIDENT_ROLES)[number];

/** Those that are handed over from one person to the next, who accepts first. */
export const HANDED_ROLES = ["lead", "communications"] as const;
export type HandedRole = (typeof HANDED_ROLES)[number];

export const HANDOVER_ANSWERS = ["accepted", "declined", "withdrawn"] as const;
export type HandoverAnswer = (typeof HANDOVER_ANSWERS)[number];

/** An incident as another one names it. */
export interface NamedIncident {
	incidentId: string;
	/** 0: it had none yet. */
	number: number;
	title: string;
}

/** Somebody was asked to take a role, and has not answered. */
export interface Handover {
	role: HandedRole;
	userId: string;
	userName: string;
	by: string;
}

export const DISPOSITIONS = ["real", "false-alarm", "noise", "duplicate", "maintenance"] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

/** One line of the timeline. `seq` starts at 1 and has no hole; order is by `seq`, never by `at`. */
export interface TimelineEvent {
	seq: number;
	/** One of `EVENT_TYPES`, or what a newer version of the code wrote. */
	type: string;
	at: number;
	actor: Actor;
	data: Record<string, unknown>;
}

export const PAGE_STATES = [
	"queued",
	"accepted",
	"unconfirmed",
	"received",
	"opened",
	"failed",
	"cancelled",
] as const;
export type PageState = (typeof PAGE_STATES)[number];

/** What identifies a page: the same page is never queued twice, a ladder that starts again makes new ones. */
export interface PageIdentity {
	epoch: number;
	run: number;
	round: number;
	/** 1-based; 0 for pages outside the ladder (added responders, the fallback to all admins). */
	level: number;
	/** Null for a webhook that is itself a level's target. */
	userId: string | null;
	methodId: string;
}

/** To whom an update goes. */
export const AUDIENCES = ["public", "stakeholders"] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * Of a page about an update that was promised for `dueAt`. `soon`: a reminder with a draft, before it is due. `overdue`:
 * nobody posted it in time.
 */
export interface UpdateAbout {
	audience: Audience;
	dueAt: string;
	stage: "soon" | "overdue";
	/** What "nothing new" posts, as whoever is reminded reads it, and the status with which it does. */
	draft: string;
	status: IncidentStatus;
}

export interface Page extends PageIdentity {
	id: string;
	/** Absent: it is about the incident itself. */
	about?: UpdateAbout;
	kind: MethodKind;
	/** Null for a webhook that is itself a level's target. */
	userName: string | null;
	/** For the timeline: "Ana's Pixel". */
	methodName: string;
	urgency: Urgency;
	queuedAt: number;
	/** When the person's quiet hours end, for which it waits. Absent: it does not. */
	quietUntil?: number;
	bundle?: Bundled;
	/** Not before this; later methods of a person wait here for a receipt of an earlier one. */
	dueAt: number;
	/** Waits for a receipt or an acknowledgement of the same person's other pages, and is cancelled by one. */
	unlessReceived: boolean;
	state: PageState;
	attempts: number;
	/** False between an attempt and its outcome: after a kill in between, the page must be tried again. */
	answered: boolean;
	lastAttemptAt: number | null;
	acceptedAt: number | null;
	/** Where its message is, at a provider that edits messages. */
	place?: string;
	receivedAt: number | null;
	/** When the next try after a failure is due; null when none is. */
	retryAt: number | null;
	failure: string | null;
	/** No further try can succeed: the device is gone, or the address is refused. */
	permanent: boolean;
	/** The person has said what they can do: they are not called again for this page. */
	isAnswered: boolean;
}

/** A run of a remediation, as the incident's events tell it. */
export interface RemediationRun {
	id: string;
	remediationId: string;
	name: string;
	epoch: number;
	/** The run of the ladder during which it started. */
	ladderRun: number;
	automatic: boolean;
	startedAt: Instant;
	deadlineAt: Instant;
	verifySeconds: number;
	holdsUntilAt: Instant | null;
	attempts: number;
	/** False between an attempt and its answer: after a kill in between nobody knows what became of it. */
	answered: boolean;
	retryAt: Instant | null;
	message: string | null;
	/** When the receiver said that it is done; the checks follow. */
	doneAt: Instant | null;
	finishedAt: Instant | null;
	result: RunResult | null;
}

/** What one check of one region saw; `detail` is for people: "HTTP 503". */
export interface CheckSeen {
	region: string;
	outcome: string;
	reason: string | null;
	detail: string;
}

/** What is said of an end. */
export interface Ending {
	note: string | null;
	disposition: Disposition | null;
	/** The closing words for customers, where they are told. Absent: Tocsin's own. */
	publicMessage?: string;
}

export interface NextEscalation {
	at: number;
	level: number;
	round: number;
	/** `name` is whom people would call it by: of a schedule, who carries the pager then. */
	targets: { kind: string; id: string; name: string }[];
}

/** An incident as its own events tell it, and as the API shows it (instants then in RFC 3339). */
export interface IncidentView {
	id: string;
	number: number;
	title: string;
	severity: Severity;
	urgency: Urgency;
	state: IncidentState;
	status: IncidentStatus;
	epoch: number;
	service: { id: string; name: string };
	lead: { id: string; name: string } | null;
	acknowledgedBy: Actor | null;
	detectedAt: number;
	triggeredAt: number;
	acknowledgedAt: number | null;
	resolvedAt: number | null;
	nextEscalation: NextEscalation | null;
	nextUpdateDueAt: number | null;
	source: { kind: "monitor" | "integration" | "user" | "report" | "test"; id: string | null; name: string };
	drill: boolean;
	/** It keeps failing and recovering: see `flapping.ts`. */
	flapping: boolean;
	/** It works again, and resolves by itself at this instant unless it fails before: see `soak.ts`. */
	soakUntil: number | null;
	/** Until then the resolve may be taken back, and the public is not told of it. */
	undoUntil: number | null;
	/** What it turned out to be; null while nobody has said. */
	disposition: Disposition | null;
	/** What customers of this component read once it is resolved. Null: nothing of its end. Absent in earlier versions. */
	publicClosing?: { component: string; message: string } | null;
	/** Roles that somebody was asked to take over. Absent in earlier versions. */
	handovers?: Handover[];
	/** The incident in which it goes on. Null: in none. Absent in earlier versions. */
	mergedInto?: { id: string; number: number; title: string } | null;
	/** When the stakeholders were promised the next word; null or absent: nothing is promised. */
	nextStakeholderUpdateDueAt?: number | null;
	/** When it is expected to be over, as customers were told. */
	estimatedResolutionAt?: number | null;
	/** By when it is to be acknowledged, and from when on that is at risk. Null or absent: somebody has it. */
	acknowledgeBy?: { at: number; atRiskAt: number } | null;
	/** Who acknowledged while a second is needed; from `enoughAt` on one is enough. Null or absent: none is waited for. */
	firstAcknowledgement?: { by: Actor; at: number; level: number; enoughAt: number | null } | null;
	/** Whom people called in, and whether they come. Absent in earlier versions. */
	calledIn?: CalledIn[];
	/** Whom the lead is asked to hand over to, since their shift ended. Null or absent: nobody. */
	handoverSuggestion?: { userId: string; userName: string; leadId: string } | null;
	/** What its triage has found so far. Absent in earlier versions. */
	triage?: { finding: "real" | "noise" | "unsure" | null; customersAffected: boolean | null };
	/** The last event's seq: every change makes it greater. */
	version: number;
}

/** As it is projected, and remembered as an answer. Earlier versions said nothing of flapping, of a soak or of an undo. */
export const INCIDENT_VIEW = storedShape<IncidentView>(
	(view) => ({ flapping: false, ...view }),
	(view) => ({ soakUntil: null, undoUntil: null, disposition: null, ...view }),
);
