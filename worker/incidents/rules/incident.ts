import type { Severity, Urgency } from "../../paging/rules/severity.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { fromWire, type Instant } from "../../platform/rules/time.ts";
import type { CalledIn, HandoverSuggestion } from "./called-in.ts";
import type { StoredEvent } from "./events.ts";
import type {
	Audience,
	Disposition,
	HandedRole,
	Handover,
	IncidentRole,
	IncidentState,
	IncidentStatus,
	IncidentView,
	NamedIncident,
	Page,
	RemediationRun,
	UpdateAbout,
} from "./incident-types.ts";
import type { FirstAcknowledgement, PageRef } from "./page-ref.ts";
import { acknowledgeBefore, instantOrNull, promisesFrom } from "./promised.ts";
import type { PublicUpdate } from "./public-view.ts";
import { type AttachedRunbook, seenOf } from "./runbook-events.ts";
import type { LineMark, Triage } from "./triage.ts";
import { unanswered } from "./unanswered.ts";

/** Of what begins again and again: see `flapping.ts`. */
export interface Flapping {
	/** Since when it fails without a pause; of a calm, when it began to fail before. */
	failsSince: Instant;
	/** Since when nothing of it fails; null while something does. */
	calmSince: Instant | null;
}

/** Where the ladder stands. `level` 0: nothing of this run has been paged yet. */
export interface Ladder {
	run: number;
	round: number;
	level: number;
	/** When level 1 of this run is due; null when this run pages nobody. */
	startsAt: Instant | null;
	/** When the current level was really paged, or found empty. */
	pagedAt: Instant;
	currentEmpty: boolean;
	/** It is empty because it does not apply. */
	currentSkipped: boolean;
	everyLevelEmpty: boolean;
	/** A level that somebody asked for and that is not yet paged. */
	asked: { round: number; level: number; at: Instant } | null;
	exhaustedAt: Instant | null;
	/** The last of the pages that follow exhaustion. */
	lastResortAt: Instant | null;
}

/** What the timeline says of a promised update so far. */
export type DueSaid = "nothing" | "due" | "overdue";

export interface Snooze {
	untilAt: Instant;
	by: Actor;
}

/** It works again and is watched: see `soak.ts`. */
export interface Soak {
	startedAt: Instant;
	untilAt: Instant;
	/** For the resolve that ends it. */
	note: string | null;
	disposition: Disposition | null;
	/** Null: Tocsin's own words. */
	publicMessage: string | null;
	/** What people saw before it. */
	statusBefore: IncidentStatus;
}

/** An incident as its events tell it. Everything here can be thrown away and folded again. */
export interface Incident {
	id: string;
	/** 0 until the Vault has given one, and for a test page. */
	number: number;
	title: string;
	description: string | null;
	severity: Severity;
	urgency: Urgency;
	state: IncidentState;
	status: IncidentStatus;
	epoch: number;
	service: { id: string; name: string };
	component: { id: string; name: string } | null;
	publicTitle: string | null;
	published: boolean;
	updates: PublicUpdate[];
	monitoringAt: Instant | null;
	estimatedResolutionAt: Instant | null;
	nextUpdateDueAt: Instant | null;
	updateDueSaid: DueSaid;
	publicUpdateEverySeconds: number | null;
	nextStakeholderUpdateDueAt: Instant | null;
	stakeholderDueSaid: DueSaid;
	/** Null: no stakeholder waits for updates. */
	stakeholderUpdateEverySeconds: number | null;
	/** When the present promises were made. */
	promisedAt: Record<Audience, Instant>;
	/** Of which promise, and how far, whoever keeps it was told since it was last acknowledged. */
	reminded: Partial<Record<Audience, Pick<UpdateAbout, "dueAt" | "stage">>>;
	/** In this episode or an earlier one, somebody was told something. */
	hasUpdates: boolean;
	acknowledgeWithinSeconds: number | null;
	/** By when somebody should acknowledge; null while somebody has, and where the severity does not say. */
	acknowledgeBy: Instant | null;
	/** It was said that this time is over. */
	isAcknowledgementOverdue: boolean;
	roles: Partial<Record<IncidentRole, { id: string; name: string }>>;
	/** Roles that somebody was asked to take, one person a role. */
	handovers: Partial<Record<HandedRole, Handover>>;
	acknowledgedBy: Actor | null;
	/** Whom somebody called in, in this epoch, by their ids. */
	calledIn: Map<string, CalledIn>;
	/** What the lead was last asked at the end of their shift; null: nothing. */
	suggestion: HandoverSuggestion | null;
	/** Null: nobody has acknowledged, one is enough, or the second has too. */
	firstAcknowledgement: FirstAcknowledgement | null;
	acknowledgedAt: Instant | null;
	/** The last command of a person while acknowledged: the acknowledgement is a lease from then. */
	lastHumanAt: Instant | null;
	snooze: Snooze | null;
	detectedAt: Instant;
	triggeredAt: Instant;
	/** When this epoch began. */
	startedAt: Instant;
	resolvedAt: Instant | null;
	/** Resolved although checks still failed, by somebody who said why. */
	isOverridden: boolean;
	earlier: { startedAt: Instant; resolvedAt: Instant }[];
	/** The closing words for customers, an entry an episode, the earlier ones first. Absent or null: Tocsin's own. */
	closings: (string | null)[];
	source: IncidentView["source"];
	drill: boolean;
	ladder: Ladder;
	/** When a level was last paged, in whatever run or epoch; null before the first. */
	levelPagedAt: Instant | null;
	/** When the problem began, the newest starts only. */
	starts: Instant[];
	flapping: Flapping | null;
	soak: Soak | null;
	/** Every soak that the public was told of; `failedAt` of one that did not end in a resolve. */
	soaks: { startedAt: Instant; failedAt: Instant | null }[];
	/** Of a resolve that the public is not told of: what it is shown, and what people saw before. Null otherwise. */
	unannounced: { undoUntilAt: Instant; shown: IncidentStatus; statusBefore: IncidentStatus } | null;
	disposition: Disposition | null;
	triage: Readonly<Triage>;
	/** The places of the lines that have a mark. */
	marks: Record<LineMark, Set<number>>;
	/** The places of the lines that are never hidden. */
	staysInSight: Set<number>;
	pages: Map<string, Page>;
	/** Every run of a remediation, oldest first. */
	remediationRuns: RemediationRun[];
	runbook: AttachedRunbook | null;
	/** What the checks named and said when it began: runbooks are found by it. */
	seenErrors: string[];
	seenWords: string[];
	/** Ids of the alerts already told, so that one told twice changes nothing. */
	alertIds: Set<string>;
	/** The ticket of which the timeline says what became of it; null before. */
	ticketSaid: string | null;
	/** It goes on in another one; null when it does not. */
	mergedInto: (NamedIncident & { wasPublished: boolean }) | null;
	/** The incidents that go on in this one, by their ids; and each merge that ever was. */
	taken: Set<string>;
	mergeIds: Set<string>;
	/** The incidents that were made of one key of this one. */
	let: Set<string>;
	/** The incidents that people linked with this one, by their ids. */
	linked: Set<string>;
	/** Since when the public reads of the problem, where that is before this incident: another one was merged in. */
	publicSince: Instant | null;
	/** Some of its events were written by a newer version of the code, and are not in here: even a page may be missing. */
	hasUnknown: boolean;
	seq: number;
	lastEventAt: Instant;
}

/** What a sentence calls it. */
export function nameFor({ number }: Pick<Incident, "number">): string {
	return number === 0 ? "This incident" : `#${number}`;
}

export function newLadder(run: number, startsAt: Instant | null): Ladder {
	return {
		run,
		round: 1,
		level: 0,
		startsAt,
		pagedAt: startsAt ?? 0,
		currentEmpty: false,
		currentSkipped: false,
		everyLevelEmpty: true,
		asked: null,
		exhaustedAt: null,
		lastResortAt: null,
	};
}

/** The incident that `triggered` begins. Throws when the first event is another: the timeline is then damaged. */
export function begin(event: StoredEvent): Incident {
	if (event.type !== "triggered") throw new Error(`a timeline begins with triggered, not ${event.type}`);
	const { data, at } = event;
	return {
		...unanswered(at),
		...seenOf(data.evidence ?? []),
		id: data.incidentId,
		number: data.number,
		title: data.title,
		description: data.description,
		severity: data.severity,
		urgency: data.urgency,
		service: data.service,
		component: data.component,
		publicTitle: data.publicTitle,
		published: data.public && data.component !== null,
		...promisesFrom(at, data.publicUpdateEverySeconds, data.stakeholderUpdateEverySeconds ?? null),
		...acknowledgeBefore(instantOrNull(data.firstPageAt), data.acknowledgeWithinSeconds ?? null),
		detectedAt: fromWire(data.detectedAt),
		source: data.source,
		drill: data.drill,
		ladder: newLadder(1, instantOrNull(data.firstPageAt)),
		seq: event.seq,
	};
}

/** Names a page's event: the identity that every one of its events carries. */
export function pageRef(page: Page, attempt = page.attempts): PageRef {
	const { id, userId, methodId, level, round, run } = page;
	return { pageId: id, userId, methodId, level, round, run, attempt };
}
