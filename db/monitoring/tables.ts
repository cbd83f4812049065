import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import {
	type CronSchedule,
	type Expectation,
	MONITOR_KINDS,
	type MonitorRequest,
} from "../../worker/monitoring/rules/monitor.ts";
import { SEVERITIES } from "../../worker/paging/rules/severity.ts";
import type { Region } from "../../worker/platform/rules/region.ts";
import { flag, json, stored } from "../platform/tables.ts";

export const monitors = sqliteTable(
	"monitors",
	{
		...stored(),
		name: text("name").notNull(),
		serviceId: text("service_id").notNull(),
		kind: text("kind", { enum: MONITOR_KINDS }).notNull(),
		target: text("target"),
		/** 0 for a heartbeat that has a schedule. */
		intervalSeconds: integer("interval_seconds").notNull(),
		timeoutSeconds: integer("timeout_seconds").notNull(),
		regions: json<Region[]>("regions").notNull(),
		quorum: integer("quorum").notNull(),
		failureThreshold: integer("failure_threshold").notNull(),
		recoveryThreshold: integer("recovery_threshold").notNull(),
		request: json<MonitorRequest>("request").notNull(),
		expect: json<Expectation>("expect").notNull(),
		severity: text("severity", { enum: SEVERITIES }),
		paused: flag("paused").notNull().default(false),
		/** When the pause ends by itself; null without an end. What is past is over: nobody clears it. */
		pausedUntil: integer("paused_until"),
		/** Of a heartbeat alone. The key's hash is not shown. */
		schedule: json<CronSchedule | null>("schedule"),
		graceSeconds: integer("grace_seconds"),
		keyHash: text("key_hash"),
		/** The Watch that checks it; null until the vault has assigned one. */
		slice: text("slice"),
	},
	(table) => [index("monitors_by_service").on(table.serviceId)],
);
