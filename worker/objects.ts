/**
 * What the objects promise each other: the methods that cross an object's border, in one place, so that no object
 * imports another's code. A method that says "durable" answers only after its storage has it.
 */
import type { Alert, IntegrationKind } from "./core/alert.ts";
import type { Actor, IncidentView, TimelineEvent } from "./core/incident-types.ts";
import type { CheckResult, Monitor, MonitorState, Region } from "./core/monitor.ts";
import type { PublicSnapshot, SnapshotFacts } from "./core/public-snapshot.ts";
import type { PublicComponent, PublicIncident } from "./core/public-view.ts";
import type { Severity } from "./core/severity.ts";
import type { ServiceStanding } from "./core/status-doubt.ts";

export type Refusal = {
	code:
		| "not_found"
		| "conflict"
		| "incident_resolved"
		| "stale_command"
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
	monitorId: string;
	monitorName: string;
	serviceId: string;
	severity: Severity | null;
	/** First failing observation, epoch ms: what "detected" means. */
	detectedAt: number;
	title: string;
	evidence: CheckResult[];
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
	/** Durable; the same incidentId twice opens one incident. */
	declare(command: DeclareCommand): Promise<Answer<IncidentView>>;
	/** The incident says it resolved or reopened, so that the deduplication follows. Idempotent by `seq`. */
	incidentChanged(change: {
		incidentId: string;
		state: IncidentView["state"];
		at: number;
		seq: number;
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

/** One per region (`idFromName(region)`, created with that location hint). */
export interface ProberRpc {
	/** Takes a batch of at most 30, answers at once; what comes of it goes to the Watch by `report`. */
	probe(order: ProbeOrder): Promise<void>;
	/** Checks one monitor and answers with the result; null when the check itself broke. */
	checkNow(monitor: Monitor, region: Region): Promise<CheckResult | null>;
}

export interface ProbeOrder {
	/** The Watch's object id, as text. */
	watch: string;
	region: Region;
	/** Names the round, so that its answers find it. */
	round: string;
	monitors: Monitor[];
}

/** What one region has to say about a round so far; a batch comes in several of these. */
export interface ProbeReport {
	round: string;
	region: Region;
	results: CheckResult[];
	/** Monitors that have not answered for two seconds. */
	silent: string[];
	/** Monitors whose check broke: there will be no result. */
	lost: string[];
}

export interface MonitorReading {
	monitorId: string;
	state: MonitorState;
	lastCheckedAt: number | null;
	/** Shares of 0–1 of observed time up; null where nothing was observed. */
	uptime: { day: number | null; week: number | null; month: number | null; quarter: number | null };
}

/** What a slice's running monitors say, as far as the public may learn of it. */
export interface SliceAccount {
	/** The last check of any of them; null before the first, and when none runs. */
	lastCheckedAt: number | null;
	regions: number;
	/** Checks older than this have stopped; 0 when none runs. */
	lateAfterMs: number;
	/** Only those with a running monitor. */
	services: ServiceStanding[];
}

export interface SliceReport extends SliceAccount {
	/** The Watch's object id, as text. */
	watch: string;
}

/** What all slices say together. */
export interface ChecksFacts extends Omit<SliceAccount, "services"> {
	slices: Pick<SliceReport, "watch" | "services">[];
	/** False when a slice did not answer: what is absent here may still be so. */
	isComplete: boolean;
}

/** One per slice of monitors (`idFromName("slice-N")`). */
export interface WatchRpc {
	/** Adds or replaces; durable. The next slot follows at once for a new one. */
	put(monitor: Monitor): Promise<void>;
	remove(monitorId: string): Promise<void>;
	/** The minute tick: runs what is due now and re-arms. Answers what its monitors say. */
	tick(): Promise<SliceReport>;
	/** Nothing happens when the same report comes again. */
	report(report: ProbeReport): Promise<void>;
	readings(monitorIds: string[]): Promise<MonitorReading[]>;
	/** Newest first. */
	checks(monitorId: string, limit: number): Promise<CheckResult[]>;
	/** Runs every named monitor, paused ones too, once from all its regions; within the largest time-out + 2 s. */
	checkNow(monitorIds: string[]): Promise<CheckResult[]>;
	/** The same for every unpaused monitor of a service in this slice; empty when it has none here. */
	checkService(serviceId: string): Promise<CheckResult[]>;
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
	pulse(): Promise<{ lastTickAt: number | null; lastAlarmAt: number | null }>;
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

/** One (`idFromName("live")`): WebSockets of the app. */
export interface LiveRpc {
	publish(message: { incident: IncidentView; events: TimelineEvent[] }): Promise<void>;
}
