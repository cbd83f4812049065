import type { Schedule } from "./schedule.ts";
import type { SeverityPolicy } from "./severity.ts";

export const ROLES = ["admin", "responder", "observer"] as const;
export type Role = (typeof ROLES)[number];

export const METHOD_KINDS = [
	"push",
	"email",
	"sms",
	"voice",
	"slack",
	"discord",
	"teams",
	"telegram",
	"ntfy",
	"pushover",
	"webhook",
] as const;
export type MethodKind = (typeof METHOD_KINDS)[number];

export const METHOD_STATES = ["active", "unverified", "disabled"] as const;
export type MethodState = (typeof METHOD_STATES)[number];

/** A way to reach a person. `address` is sealed with the master key: only the channel that sends opens it. */
export interface ContactMethod {
	id: string;
	userId: string;
	kind: MethodKind;
	name: string;
	state: MethodState;
	address: string;
}

/** After `delaySeconds`, use `method`: a contact method's id or a kind, which stands for all active ones of it. */
export interface NotificationRule {
	method: string;
	delaySeconds: number;
}

export interface NotificationRules {
	high: NotificationRule[];
	low: NotificationRule[];
}

export interface Person {
	id: string;
	name: string;
	role: Role;
	timeZone: string;
	/** Null: the default ladder of `page.ts`. */
	notificationRules: NotificationRules | null;
	methods: ContactMethod[];
}

/** From `from` to `to` on `days` (1 = Monday) in `timeZone`; a window whose `to` is not after `from` runs past midnight. */
export interface BusinessHours {
	timeZone: string;
	days: number[];
	from: string;
	to: string;
}

export interface Team {
	id: string;
	name: string;
	memberIds: string[];
	businessHours: BusinessHours | null;
}

export const TARGET_KINDS = ["user", "schedule", "team", "webhook"] as const;
export interface Target {
	kind: (typeof TARGET_KINDS)[number];
	id: string;
}

export interface Level {
	targets: Target[];
	escalateAfterSeconds: number;
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
}

/**
 * All that paging one service needs to know, in one value: what D1 answers for it, what its Desk keeps for the
 * day the database is down, and what a running incident holds as its snapshot.
 */
export interface PagingPlan {
	service: ServiceFacts;
	policy: EscalationPolicy;
	severityPolicy: SeverityPolicy;
	schedules: Schedule[];
	teams: Team[];
	people: Person[];
	webhooks: WebhookTarget[];
	/** When it was read from D1, epoch ms. */
	readAt: number;
}
