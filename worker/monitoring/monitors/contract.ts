import { z } from "@hono/zod-openapi";
import { SEVERITIES } from "../../paging/rules/severity.ts";
import { crud, endpoint, limit, listOf } from "../../platform/contract/endpoint.ts";
import {
	id,
	instant,
	instantOut,
	line,
	seconds,
	text,
	timeZone,
	unique,
} from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import { FAILURE_REASONS } from "../../platform/rules/failure.ts";
import { REGIONS } from "../../platform/rules/region.ts";
import { SUPPORTED_KINDS } from "../checks/registry.ts";
import { expectDefaults, expectFields, requestDefaults, requestFields } from "../checks/settings.ts";
import { historyOut, latencyOut } from "../history/contract.ts";
import { MAX_TIMEOUT_SECONDS } from "../rules/check.ts";
import {
	MAX_INTERVAL_SECONDS,
	MONITOR_KINDS,
	MONITOR_STATES,
	USUAL_INTERVAL_SECONDS,
} from "../rules/monitor.ts";

/** What can be made: what can be checked, and what reports in by itself. */
const BUILT_KINDS = [...SUPPORTED_KINDS, "heartbeat"] as const;

const schedule = z.strictObject({ cron: text(100), timeZone }).openapi({
	description:
		"Of a heartbeat, instead of an interval: when its job runs, five fields of cron on the clocks of a time zone",
});

const fields = {
	name: line(),
	serviceId: id("service"),
	target: z.string().max(2_000),
	intervalSeconds: seconds(10, MAX_INTERVAL_SECONDS.heartbeat)
		.nullable()
		.openapi({ description: "Null for a heartbeat with a schedule, and for no other" }),
	timeoutSeconds: seconds(1, MAX_TIMEOUT_SECONDS),
	regions: unique(z.enum(REGIONS), REGIONS.length).min(1),
	quorum: z.int().min(1).max(REGIONS.length),
	failureThreshold: z.int().min(1).max(20),
	recoveryThreshold: z.int().min(1).max(20),
	severity: z.enum(SEVERITIES).nullable(),
	paused: z.boolean(),
	pausedUntil: instant.nullable(),
	schedule: schedule.nullable(),
	graceSeconds: seconds(1, 604_800).nullable().openapi({
		description:
			"Of a heartbeat alone: how much later than expected is still in time, and how long a run that reported its start may take",
	}),
};

/** That target, kind, regions and quorum go together is checked where the whole monitor is known. */
export const monitorIn = z
	.strictObject({
		...fields,
		kind: z.enum(BUILT_KINDS),
		target: fields.target.nullable().default(null),
		intervalSeconds: fields.intervalSeconds.optional().openapi({
			description: `Absent: ${USUAL_INTERVAL_SECONDS}. A heartbeat has this or a schedule`,
		}),
		schedule: fields.schedule.default(null),
		graceSeconds: fields.graceSeconds.optional(),
		timeoutSeconds: fields.timeoutSeconds.default(10),
		regions: fields.regions.default(["weur", "enam", "apac"]),
		quorum: fields.quorum
			.optional()
			.openapi({ description: "Absent: 2, or 1 where there is only one region" }),
		failureThreshold: fields.failureThreshold.default(1),
		recoveryThreshold: fields.recoveryThreshold.default(2),
		request: z.strictObject(requestDefaults).prefault({}),
		expect: z.strictObject(expectDefaults).prefault({}),
		severity: fields.severity.default(null),
		paused: fields.paused.default(false),
		pausedUntil: fields.pausedUntil.default(null).openapi({
			description:
				"Of a paused monitor: it is checked again from then on, by itself. Null: until somebody resumes it",
		}),
	})
	.openapi("NewMonitor");

/** An address to look at once: what a monitor says of what it checks, and nothing of whom it would page. */
export const probeIn = z
	.strictObject({
		kind: z.enum(SUPPORTED_KINDS),
		target: fields.target,
		timeoutSeconds: fields.timeoutSeconds.default(10),
		regions: fields.regions.default(["weur", "enam", "apac"]),
		request: z.strictObject(requestDefaults).prefault({}),
		expect: z.strictObject(expectDefaults).prefault({}),
	})
	.openapi("NewProbe");

/** `request` and `expect` are merged member by member. */
export const monitorPatch = z
	.strictObject({
		...fields,
		request: z.strictObject(requestFields).partial(),
		expect: z.strictObject(expectFields).partial(),
	})
	.partial()
	.openapi("MonitorPatch");

const heartbeatOut = z.object({
	lastBeatAt: instantOut.nullable(),
	runningSince: instantOut.nullable().openapi({ description: "A run reported its start, and no end yet" }),
	lastDurationMs: z.int().nullable(),
	expectedAt: instantOut.nullable().openapi({ description: "When the next beat is expected" }),
	lateAt: instantOut.nullable().openapi({ description: "When it became or becomes late" }),
});

const share = z.number().min(0).max(1).nullable();

export const monitorOut = z
	.object({
		...storedOut("monitor"),
		...fields,
		pausedUntil: instantOut.nullable(),
		kind: z.enum(MONITOR_KINDS),
		target: z.string().nullable(),
		url: z.string().nullable().openapi({
			description: "Where the job of a heartbeat reports in; `{key}` stands for the key later on",
		}),
		heartbeat: heartbeatOut.nullable(),
		request: z.object(requestFields),
		expect: z.object(expectFields),
		state: z.enum(MONITOR_STATES),
		lastCheckedAt: instantOut.nullable(),
		uptime: z.object({ day: share, week: share, month: share, quarter: share }),
		history: historyOut.nullable(),
	})
	.openapi("Monitor");

/** In the order "worst" with how many there are in each state, over all pages. */
const monitorList = listOf(monitorOut).extend({
	totals: z.partialRecord(z.enum(MONITOR_STATES), z.int()).optional(),
});

const hoursBack = z
	.string()
	.regex(/^\d{1,2}$/, "must be a whole number from 1 to 24")
	.transform(Number)
	.refine((value) => value >= 1 && value <= 24, "must be a whole number from 1 to 24")
	.default(24)
	.openapi({ type: "integer", minimum: 1, maximum: 24, default: 24 });

export const checkOut = z
	.object({
		monitorId: z.string(),
		region: z.enum(REGIONS).nullable().openapi({ description: "Null for what a job reported" }),
		at: instantOut,
		latencyMs: z.number(),
		outcome: z.enum(["up", "degraded", "down"]),
		reason: z.enum(FAILURE_REASONS).nullable(),
		detail: z.string(),
	})
	.openapi("Check");

export const probeOut = z
	.object({
		...checkOut.omit({ monitorId: true }).shape,
		region: z.enum(REGIONS),
		status: z
			.int()
			.nullable()
			.openapi({ description: "Of the answer; null when there was none, and for TCP" }),
	})
	.openapi("Probe");

export const monitorCalls = {
	...crud({
		path: "/api/v1/monitors",
		one: "monitor",
		many: "monitors",
		kind: "monitor",
		parents: {},
		filters: { serviceId: id("service").optional(), order: z.literal("worst").optional() },
		listOut: monitorList,
		ofTeam: true,
		create: monitorIn,
		patch: monitorPatch,
		out: monitorOut,
		secrets: ["key"],
		createdOut: monitorOut.extend({
			key: z.string().nullable().optional().openapi({ description: "Of a heartbeat, shown once" }),
		}),
	}),
	rotate: endpoint("post /api/v1/monitors/{id}/key", {
		tag: "monitors",
		summary: "A new key for a heartbeat; the one before ends at once",
		role: "responder",
		scope: "configure",
		ids: { id: "monitor" },
		team: "id",
		secrets: ["key", "url"],
		answer: monitorOut.extend({ key: z.string().nullable().openapi({ description: "Shown once" }) }),
	}),
	probe: endpoint("post /api/v1/monitors/probe", {
		tag: "monitors",
		summary: "Check an address now from every region, saving nothing",
		role: "responder",
		scope: "configure",
		ids: {},
		body: probeIn,
		answer: listOf(probeOut),
	}),
	checks: endpoint("get /api/v1/monitors/{id}/checks", {
		tag: "monitors",
		summary: "List recent checks, newest first",
		ids: { id: "monitor" },
		query: z.strictObject({ limit }),
		answer: listOf(checkOut),
	}),
	latency: endpoint("get /api/v1/monitors/{id}/latency", {
		tag: "monitors",
		summary: "How long it took to answer within the last hours, by region",
		ids: { id: "monitor" },
		query: z.strictObject({ hours: hoursBack }),
		answer: latencyOut,
	}),
	check: endpoint("post /api/v1/monitors/{id}/check", {
		tag: "monitors",
		summary: "Check now from every region",
		role: "responder",
		ids: { id: "monitor" },
		answer: listOf(checkOut),
	}),
};
