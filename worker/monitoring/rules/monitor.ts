import type { Severity } from "../../paging/rules/severity.ts";
import type { RecordType } from "../../platform/rules/dns-message.ts";
import type { FailureReason } from "../../platform/rules/failure.ts";
import type { Region } from "../../platform/rules/region.ts";
import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import type { Instant } from "../../platform/rules/time.ts";

export const MONITOR_KINDS = ["http", "tcp", "tls", "dns", "websocket", "heartbeat"] as const;
export type MonitorKind = (typeof MONITOR_KINDS)[number];

/** How often a monitor is checked that does not say. */
export const USUAL_INTERVAL_SECONDS = 30;
/** A job may run as seldom as once a year. */
export const MAX_INTERVAL_SECONDS = { check: 86_400, heartbeat: 31_622_400 } as const;

export const MONITOR_STATES = [
	"pending",
	"up",
	"degraded",
	"down",
	"maintenance",
	"paused",
	"unknown",
] as const;
export type MonitorState = (typeof MONITOR_STATES)[number];

export interface MonitorRequest {
	method: string;
	headers: Record<string, string>;
	body: string | null;
	/** False: the first answer is judged. Absent in what was saved before there was a choice: true. */
	followRedirects?: boolean;
	/** Of a name. Absent in what was saved before there was a choice: A. */
	recordType?: RecordType;
}

export const JSON_OPS = ["eq", "ne", "lt", "gt", "exists"] as const;

export const RECORD_OPS = ["contains", "equals", "any"] as const;

/** All of the values among the records (`contains`), these and no other (`equals`), or at least one of them (`any`). */
export interface ExpectedRecords {
	op: (typeof RECORD_OPS)[number];
	values: string[];
}

export interface Expectation {
	/** "200-299", "204": any match will do. */
	status: string[];
	bodyContains: string | null;
	bodyOmits: string | null;
	bodyMatches: string | null;
	json: { path: string; op: (typeof JSON_OPS)[number]; value?: unknown }[];
	headers: Record<string, string>;
	/** Of a name's records. Null: any will do, as it will where this is absent in what was saved before there was a choice. */
	records?: ExpectedRecords | null;
	/** Slower than this is degraded, not down. */
	latencyBelowMs: number | null;
	certificateDaysLeft: number | null;
}

/** Five fields of cron, read on the clocks of a time zone. */
export interface CronSchedule {
	cron: string;
	timeZone: string;
}

/** What a heartbeat is beside its interval, as a Watch slice keeps it. */
export interface HeartbeatDefinition {
	/** The SHA-256 (hex) of its key's secret. */
	keyHash: string;
	schedule: CronSchedule | null;
	/** How much later than expected is still in time, and how long a run that reported its start may take. */
	graceSeconds: number;
}

/** What is watched, as a Watch slice keeps it. */
export interface Monitor {
	id: string;
	name: string;
	serviceId: string;
	kind: MonitorKind;
	/** A URL for http and websocket, `host:port` for tcp and tls, a name for dns, null for heartbeat. */
	target: string | null;
	intervalSeconds: number;
	timeoutSeconds: number;
	regions: Region[];
	quorum: number;
	failureThreshold: number;
	recoveryThreshold: number;
	request: MonitorRequest;
	expect: Expectation;
	severity: Severity | null;
	paused: boolean;
	/** The pause ends by itself then. Absent while it is not paused, or has no end; see `pause.ts`. */
	pausedUntil?: Instant | null;
	/** Of a heartbeat alone. Its interval counts where there is no schedule. */
	heartbeat?: HeartbeatDefinition;
}

/** As a slice keeps it. */
export const MONITOR = storedShape<Monitor>(asItIs);

/** A check of a service that runs only when a person resolves. */
export interface SmokeCheck {
	name: string;
	/** Absent in what was saved before there was a choice: `SMOKE_TIMEOUT_SECONDS`. */
	timeoutSeconds?: number;
	request: MonitorRequest & { url: string };
	expect: Expectation;
}

/** One check's outcome as a region saw it. */
export interface CheckResult {
	monitorId: string;
	region: Region;
	/** When the check began, epoch ms. */
	at: number;
	latencyMs: number;
	outcome: "up" | "degraded" | "down";
	reason: FailureReason | null;
	/** For people: "503 in 212 ms". No secret, no body. At most 200 characters. */
	detail: string;
	/** Of an HTTP answer. Only a check that was asked for by hand is told it; it is not kept. */
	status?: number;
}

/** What is known of a monitor: what a region saw, or, where `region` is null, what a job reported or did not report. */
export interface Observation extends Omit<CheckResult, "region"> {
	region: Region | null;
}
