/**
 * What the objects promise each other: the methods that cross an object's border, in one place, so that no object
 * imports another's code. A method that says "durable" answers only after its storage has it.
 */
import type { Alert, IntegrationKind } from "./core/alert.ts";
import type { Actor } from "./core/caller.ts";
import type { PublicComponent } from "./core/component.ts";
import type { IncidentView, TimelineEvent } from "./core/incident-types.ts";
import type { CheckResult } from "./core/monitor.ts";
import type { PublicSnapshot, SnapshotFacts } from "./core/public-snapshot.ts";
import type { PublicIncident } from "./core/public-view.ts";
import type { Severity } from "./core/severity.ts";
import type { BrokenPart } from "./core/upkeep.ts";
import type { ChecksFacts, SliceReport } from "./watch-rpc.ts";

export type Refusal = {
	code:
		| "not_found"
		| "conflict"
		| "incident_resolved"
		| "stale_command"
		| "precondition_failed"
		| "idempotency_mismatch"
		| "unauthenticated"
		| "rate_limited";
	detail: string;
	extra?: Record<string, unknown>;
};
export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

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
	evidence: CheckResult[];
	/** Why it is over although nobody saw it work, for people; null otherwise. */
	reason: string | null;
}

/** Whether somebody is still told of a monitor that is down. */
export interface Hearing {
	open: boolean;
	/** Until then nobody wants to be told again: they resolved it although it failed, and said why. */
	quietUntil: number | null;
}

export interface DeclareCommand {
	incidentId: string;
	serviceId: string;
	title: string;
	description: string | null;
	severity: Severity | null;
	actor: Actor;
	drill: boolean;
	/** The same key and body answer with the first incident; another body is refused. */
	idempotency: { key: string; bodyHash: string } | null;
}

export interface AlertOutcome {
	dedupKey: string;
	status: "triggered" | "updated" | "acknowledged" | "resolved" | "reopened" | "ignored";
	incidentId: string | null;
}

/** What became of a deduplication key. `received` counts its triggers; those that were `suppressed` are on no timeline. */
export interface AlertKey {
	/** Null for a monitor, whose key is its id. */
	integrationId: string | null;
	dedupKey: string;
	incidentId: string;
	state: "firing" | "resolved";
	received: number;
	suppressed: number;
	/** Where it stands in the list. */
	place: string;
}

/** One per service (`idFromName(serviceId)`): which incident does this belong to? */
export interface DeskRpc {
	/** Reads the paging plan and the integration keys from D1 and keeps them. False when D1 did not answer. */
	refresh(): Promise<boolean>;
	/** Durable. `keyHash` is the SHA-256 (hex) of the key's secret; refused as `unauthenticated` when it is not this service's. */
	ingest(input: {
		serviceId: string;
		keyHash: string;
		accepts: IntegrationKind[];
		alerts: Alert[];
		receivedAt: number;
	}): Promise<Answer<AlertOutcome[]>>;
	/** Durable; the same signal twice finds the first's incident. */
	signal(signal: MonitorSignal): Promise<{ incidentId: string | null }>;
	/** For each of these monitors, all of them down: is an incident of it open here? */
	hearings(monitorIds: string[]): Promise<Hearing[]>;
	/** Durable; the same incidentId twice opens one incident. */
	declare(command: DeclareCommand): Promise<Answer<IncidentView>>;
	/** The incident says it resolved or reopened, so that the deduplication follows. Idempotent by `seq`. */
	incidentChanged(change: {
		incidentId: string;
		state: IncidentView["state"];
		at: number;
		seq: number;
		/** Resolved although checks failed. */
		isOverridden: boolean;
	}): Promise<void>;
	/** The minute tick: retries what is not yet delivered. True when nothing is left to do. */
	tick(): Promise<boolean>;
	/** The keys of the last 30 days, in the order of `place`; null when there is no such service. Null filters mean any. */
	alertKeys(query: {
		integrationId: string | null;
		dedupKey: string | null;
		after: string | null;
		limit: number;
	}): Promise<AlertKey[] | null>;
}

/** One (`idFromName("vault")`): what must be known although the database is down. */
export interface VaultRpc {
	/** The web push identity (from settings, else made once), private key sealed at rest. */
	vapid(): Promise<{ subject: string; publicKey: string; privateKey: string }>;
	/** Registers an incident as open and gives it its number; the same incident twice gets the same number. */
	openIncident(incidentId: string): Promise<number>;
	/** Everything that may still have timers: the sweep asks each of them. */
	openIncidents(): Promise<string[]>;
	settleIncident(incidentId: string): Promise<void>;
	/** An alarm ran, epoch ms; told at most once a minute by each object. */
	noteAlarm(at: number): Promise<void>;
	/** Which Watch slice a monitor belongs to; assigns one of at most 300 on first sight. */
	sliceFor(monitorId: string): Promise<string>;
	forgetMonitor(monitorId: string): Promise<void>;
	slices(): Promise<string[]>;
	/** Desks to keep fresh; the sweep ticks them. */
	registerDesk(serviceId: string): Promise<void>;
	forgetDesk(serviceId: string): Promise<void>;
	desks(): Promise<string[]>;
	/** The version of the configuration that every desk is known to have read; null before the first. */
	configSeen(): Promise<number | null>;
	noteConfigSeen(version: number): Promise<void>;
	/** Ages for /healthz/deep, epoch ms. */
	noteTick(at: number): Promise<void>;
	/** What the newest minute tick found broken, nothing when all was well; an older word changes nothing. */
	noteUpkeep(at: number, broken: BrokenPart[]): Promise<void>;
	pulse(): Promise<{ lastTickAt: number | null; lastAlarmAt: number | null; broken: BrokenPart[] }>;
}

/** A snapshot on its way to a reader who may know its content already. */
export interface PublicReading extends SnapshotFacts {
	version: number;
	content: Pick<PublicSnapshot, "components" | "incidents" | "doubts"> | null;
}

/** One (`idFromName("publication")`): the public's view, kept apart from everything private. */
export interface PublicationRpc {
	/** An incident's newest public view; older seqs are ignored. Answers when stored. */
	upsert(incident: PublicIncident): Promise<void>;
	/** The components as configured now, and by service which of them shows it. */
	setComponents(components: PublicComponent[], places: Record<string, string>): Promise<void>;
	/** What one slice's monitors say since a moment ago. */
	checked(report: SliceReport): Promise<void>;
	/** Rebuilds the snapshot (from D1 too, when it answers) and renews its freshness. */
	tick(facts: ChecksFacts): Promise<void>;
	/** The snapshot; without `content` when its version is still `knownVersion`. */
	read(knownVersion: number | null): Promise<PublicReading>;
	/** Published incidents that began in that time, newest first, at most 500: older ones than a snapshot holds. */
	began(from: number, to: number): Promise<PublicIncident[]>;
	/** Null when there is none, or none that is published. */
	incident(incidentId: string): Promise<PublicIncident | null>;
}

/** Whose WebSocket it is: each has the tags of all that may be taken away from whoever opened it. */
export type ListenerTag = `session:${string}` | `user:${string}` | `token:${string}`;

/** One (`idFromName("live")`): WebSockets of the app. A socket's tags stand in `LISTENER_HEADER`. */
export interface LiveRpc {
	publish(message: { incident: IncidentView; events: TimelineEvent[] }): Promise<void>;
	/** Closes the sockets with this tag. Whoever may still listen comes back by themselves. */
	dismiss(tag: ListenerTag): Promise<void>;
	/** The minute tick: closes the sockets of all who may no longer listen, if the database says so. */
	tick(): Promise<void>;
}

/** On the way to the Live object: the tags of a new socket, separated by blanks. */
export const LISTENER_HEADER = "x-tocsin-listener";
