import type { Schedule } from "../../oncall/rules/schedule.ts";
import type {
	Hours,
	MethodKind,
	NotificationRules,
	QuietHours,
	Stakeholder,
	Team,
} from "../../people/rules/person.ts";
import type { Role } from "../../platform/rules/caller.ts";
import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import type { Severity, SeverityPolicy } from "./severity.ts";
import type { WebhookFormat } from "./webhook-formats.ts";

export const METHOD_STATES = ["active", "unverified", "disabled"] as const;
export type MethodState = (typeof METHOD_STATES)[number];

/** How a page sounded on a device, by the word of its owner. */
export const HEARD = ["sound", "vibration", "nothing"] as const;
export type Heard = (typeof HEARD)[number];

/** A way to reach a person. `address` is sealed with the master key: only the channel that sends opens it. */
export interface ContactMethod {
	id: string;
	userId: string;
	kind: MethodKind;
	name: string;
	state: MethodState;
	address: string;
}

export interface Person {
	id: string;
	name: string;
	role: Role;
	timeZone: string;
	/** Null: the default ladder of `page.ts`. */
	notificationRules: NotificationRules | null;
	/** When pages and notices of low urgency wait. Absent in what was kept before: never. */
	quietHours?: QuietHours | null;
	methods: ContactMethod[];
}

export const TARGET_KINDS = ["user", "schedule", "team", "webhook"] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];
export interface Target {
	kind: TargetKind;
	id: string;
}

export interface Level {
	targets: Target[];
	escalateAfterSeconds: number;
	/** How many different people must acknowledge, 1 or 2. Absent: 1. */
	needsAcknowledgements?: number | undefined;
	/** Outside of it the level is skipped. Absent: it always applies. */
	when?: LevelWhen | undefined;
}

/** Both must hold; absent: any. */
export interface LevelWhen {
	hours?: Hours | undefined;
	severities?: Severity[] | undefined;
}

export interface EscalationPolicy {
	id: string;
	name: string;
	levels: Level[];
	/** Further passes after the first: `repeat` + 1 rounds in all. */
	repeat: number;
}

/** An outgoing webhook that a level names. `secret` is sealed. */
export interface WebhookTarget {
	id: string;
	url: string;
	secret: string;
	/** Absent: our own. */
	format?: WebhookFormat;
}

export interface ServiceFacts {
	id: string;
	name: string;
	teamId: string | null;
	defaultSeverity: "P1" | "P2" | "P3" | "P4";
	componentId: string | null;
	componentName: string | null;
	publicTitle: string | null;
	ackTimeoutSeconds: number;
	reopenWindowSeconds: number;
	/** Absent in what was kept before there were soaks: 0, none. */
	soakSeconds?: number;
	/** Who is told of what is bad here, and not paged for it. Absent in what was kept before: nobody. */
	notifyUserIds?: string[];
	/** In which hours a severity that keeps hours is paged. Absent or null: in those of the team. */
	supportHours?: Hours | null;
}

/** What a runbook names of the incidents that it fits, as far as it may fit one of this service. */
export interface RunbookCandidate {
	id: string;
	/** Its place among the service's own runbooks; null when the service does not list it. */
	listedAt: number | null;
	/** The service lists it, or it names the service. */
	isOfService: boolean;
	monitorIds: string[];
	errors: string[];
	pattern: string | null;
}

/**
 * All that paging one service needs to know, in one value: what D1 answers for it, what its Desk keeps for the
 * day the database is down, and what a running incident holds as its snapshot. Schedules, teams, people and webhooks are
 * those that can be reached from the policy, the team and the severities, and the admins: never the whole organisation.
 */
export interface PagingPlan {
	service: ServiceFacts;
	policy: EscalationPolicy;
	severityPolicy: SeverityPolicy;
	schedules: Schedule[];
	teams: Team[];
	people: Person[];
	webhooks: WebhookTarget[];
	/** What happens by itself when an incident begins: nothing, or something runs, or a page may wait for it as well. */
	remediates?: "nothing" | "runs" | "holds";
	/** Which runbooks may fit an incident of this service. Absent in what was kept before there were runbooks: none. */
	runbooks?: RunbookCandidate[];
	/** Who is told of what is bad, beside whom a severity names. Absent in what was kept before: nobody. */
	stakeholders?: Stakeholder[];
	/** When it was read from D1, epoch ms. */
	readAt: number;
}

/** As a running incident and a Desk keep it. */
export const PAGING_PLAN = storedShape<PagingPlan>(asItIs);
