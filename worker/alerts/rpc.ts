import type { Alert, IntegrationKind } from "../incidents/rules/alert.ts";
import type { IncidentView, NamedIncident } from "../incidents/rules/incident-types.ts";
import type { TakenIn } from "../incidents/rules/merging.ts";
import type { Observation } from "../monitoring/rules/monitor.ts";
import type { Severity } from "../paging/rules/severity.ts";
import type { Answer } from "../platform/answer.ts";
import type { Actor } from "../platform/rules/caller.ts";

/** A monitor's verdict that something began or ended, as the Watch tells the Desk. */
export interface MonitorSignal {
	kind: "down" | "up";
	/** Counts on with every signal of a monitor: one that is not greater than the last was heard before. */
	order: number;
	monitorId: string;
	monitorName: string;
	serviceId: string;
	severity: Severity | null;
	/** First failing observation, epoch ms: what "detected" means. */
	detectedAt: number;
	title: string;
	evidence: Observation[];
	/** Why it is over although nobody saw it work, for people; null otherwise. */
	reason: string | null;
}

/** Whether somebody is still told of a monitor that is down. */
export interface Hearing {
	open: boolean;
	/** Until then nobody wants to be told again: they resolved it although it failed, and said why. */
	quietUntil: number | null;
	/** The Desk calls the Watch (`unheard`) when this is open no more. Absent from an earlier version. */
	calls?: boolean;
}

export interface DeclareCommand {
	incidentId: string;
	serviceId: string;
	title: string;
	description: string | null;
	severity: Severity | null;
	actor: Actor;
	drill: boolean;
	/** Where it comes from, where that is not the actor. */
	source?: IncidentView["source"];
	/** The same key and body answer with the first incident; another body is refused. */
	idempotency: { key: string; bodyHash: string } | null;
}

export interface AlertOutcome {
	dedupKey: string;
	/** `held`: in a maintenance window; it pages when that ends, if it still fires. */
	status: "triggered" | "updated" | "acknowledged" | "resolved" | "reopened" | "held" | "ignored";
	incidentId: string | null;
}

/** What another tool says of the incident of a key. */
export interface InboundNote {
	/** The same for a retry of the same request: it is written once. */
	id: string;
	dedupKey: string;
	text: string;
}

/** What became of a deduplication key. `received` counts its triggers; those that were `suppressed` are on no timeline. */
export interface AlertKey {
	/** Null for a monitor, whose key is its id. */
	integrationId: string | null;
	dedupKey: string;
	/** Null for what was never more than held. */
	incidentId: string | null;
	state: "firing" | "held" | "resolved";
	/** When the window of one that is held ends; null for all others. */
	heldUntil: number | null;
	received: number;
	suppressed: number;
	/** Where it stands in the list. */
	place: string;
}

/** `incident` goes on in `into`; both are of this service. */
export interface MergeOrder {
	incident: TakenIn;
	into: NamedIncident;
	actor: Actor;
}

/** Null for a monitor, whose key is its id. */
export interface SplitKey {
	dedupKey: string;
	integrationId: string | null;
}

/** An incident that had been merged into `from`, or what some keys of it report, is to be on its own. */
export type SplitOrder = { from: NamedIncident; actor: Actor } & (
	| { incident: NamedIncident }
	| {
			/** All of them go to one incident. */
			keys: SplitKey[];
			/** What it is called; null: after the incident and the first key. */
			title: string | null;
	  }
);

/** One per service (`idFromName(serviceId)`): which incident does this belong to? */
export interface DeskRpc {
	/** Reads the paging plan and the integration keys from D1 and keeps them. False when D1 did not answer. */
	refresh(): Promise<boolean>;
	/**
	 * Durable. `keyHash` is the SHA-256 (hex) of the key's secret; refused as `unauthenticated` when it is not this service's.
	 * A note on a key that is not known says nothing to anybody.
	 */
	ingest(input: {
		serviceId: string;
		keyHash: string;
		accepts: IntegrationKind[];
		alerts: Alert[];
		notes?: InboundNote[];
		receivedAt: number;
	}): Promise<Answer<AlertOutcome[]>>;
	/** Durable; the same signal twice finds the first's incident. */
	signal(signal: MonitorSignal): Promise<{ incidentId: string | null }>;
	/** For each of these monitors, all of them down: is an incident of it open here? `watch`: the id of who asks, as text. */
	hearings(monitorIds: string[], watch: string): Promise<Hearing[]>;
	/** Durable; the same incidentId twice opens one incident. */
	declare(command: DeclareCommand): Promise<Answer<IncidentView>>;
	/** Durable; the same merge twice is one. Answers when the keys have followed and the merged one is over, or why not. */
	merge(order: MergeOrder): Promise<Answer<null>>;
	/** Durable; the same split twice is one. Answers the incident that is on its own. */
	split(order: SplitOrder): Promise<Answer<{ incidentId: string }>>;
	/** The incident says it resolved or reopened, so that the deduplication follows. Idempotent by `seq`. */
	incidentChanged(change: {
		incidentId: string;
		state: IncidentView["state"];
		at: number;
		seq: number;
		/** Resolved although checks failed. */
		isOverridden: boolean;
		/** It works and is watched: nothing of it is on, and what begins again must be told. */
		isWatched?: boolean;
	}): Promise<void>;
	/** The minute tick: retries what is not yet delivered. True when nothing is left to do. */
	tick(): Promise<boolean>;
	/** The keys of the last 30 days, in the order of `place`; null when there is no such service. Null filters mean any. */
	alertKeys(query: {
		integrationId: string | null;
		dedupKey: string | null;
		incidentId: string | null;
		state: AlertKey["state"] | null;
		after: string | null;
		limit: number;
	}): Promise<AlertKey[] | null>;
}
