import { Hono } from "hono";
import { countOpen } from "../../db/incidents/incidents.ts";
import { monitorRows } from "../../db/monitoring/monitors.ts";
import { schedulesWithOverrides } from "../../db/oncall/schedules.ts";
import { incidentFigures, type Metric } from "../metrics/exposition.ts";
import { readingsOf } from "../monitoring/monitors/monitor-readings.ts";
import { onCallAt } from "../oncall/rules/rotation.ts";
import { SEVERITIES } from "../paging/rules/severity.ts";
import { callerOf } from "../people/sign-in/caller.ts";
import type { Env } from "../platform/env.ts";
import type { AppEnv } from "../platform/http/app-env.ts";
import { problem } from "../platform/http/problems.ts";
import { quietly } from "../platform/http/refresh.ts";
import { log } from "../platform/log.ts";
import { days } from "../platform/rules/time.ts";
import { vaultOf } from "../platform/stubs.ts";

const MOST_MONITORS = 10_000;

export const prometheusRoutes = new Hono<AppEnv>();

/** Prometheus text. What cannot be asked right now is left out, so that the rest is still scraped. */
prometheusRoutes.get("/metrics", async (c) => {
	const caller = await callerOf(c.env, c.req.header("authorization"));
	if (!caller) {
		const headers = { "www-authenticate": 'Bearer realm="Tocsin"' };
		return problem(c, "unauthenticated", "Send a valid token in Authorization: Bearer.", { headers });
	}
	if (caller.scopes && !caller.scopes.includes("read"))
		return problem(c, "forbidden", "This token needs the scope read to do this.");
	if (caller.noteUse) c.executionCtx.waitUntil(quietly("tokens.use_not_noted", {}, caller.noteUse));
	const now = Date.now();
	const families = await Promise.all([
		attempt("incidents", () => incidentMetrics(c.env)),
		attempt("figures", () => incidentFigures(c.env.DB, now)),
		attempt("monitors", () => monitorMetrics(c.env, now)),
		attempt("schedules", () => scheduleMetrics(c.env, now)),
		attempt("pulse", () => pulseMetrics(c.env, now)),
	]);
	return c.body(families.flat().map(textOf).join(""), 200, {
		"content-type": "text/plain; version=0.0.4; charset=utf-8",
		"cache-control": "no-store",
	});
});

async function attempt(part: string, ask: () => Promise<Metric[]>): Promise<Metric[]> {
	try {
		return await ask();
	} catch (error) {
		log("metrics.part_failed", { part, error });
		return [];
	}
}

async function incidentMetrics(env: Env): Promise<Metric[]> {
	const open = new Map((await countOpen(env.DB)).map(({ severity, count }) => [severity, count]));
	const samples = SEVERITIES.map((severity) => ({ labels: { severity }, value: open.get(severity) ?? 0 }));
	return [{ name: "oncall_incidents_open", help: "Incidents that are not resolved", samples }];
}

async function monitorMetrics(env: Env, now: number): Promise<Metric[]> {
	const { rows } = await monitorRows.list(env.DB, { limit: MOST_MONITORS, after: null });
	const readings = await readingsOf(env, rows);
	const known = rows.map((row) => ({ labels: { id: row.id, name: row.name }, reading: readings(row) }));
	return [
		{
			name: "monitor_up",
			help: "1 up or degraded, 0 down; absent while neither is known",
			samples: known.flatMap(({ labels, reading: { state } }) => {
				if (state === "down") return [{ labels, value: 0 }];
				return state === "up" || state === "degraded" ? [{ labels, value: 1 }] : [];
			}),
		},
		{
			name: "probe_lag_seconds",
			help: "Seconds since the monitor was last checked",
			samples: known.flatMap(({ labels, reading: { lastCheckedAt } }) =>
				lastCheckedAt === null ? [] : [{ labels, value: (now - Date.parse(lastCheckedAt)) / 1_000 }],
			),
		},
	];
}

async function scheduleMetrics(env: Env, now: number): Promise<Metric[]> {
	const schedules = await schedulesWithOverrides(env.DB, now - days(1));
	const samples = schedules.map((schedule) => ({
		labels: { id: schedule.id, name: schedule.name },
		value: onCallAt(schedule, now).userId === null ? 1 : 0,
	}));
	return [{ name: "oncall_schedule_gap", help: "1 while no one is on call for a schedule", samples }];
}

async function pulseMetrics(env: Env, now: number): Promise<Metric[]> {
	const { lastTickAt, lastAlarmAt } = await vaultOf(env).pulse();
	const since = (at: number | null) => (at === null ? [] : [{ value: (now - at) / 1_000 }]);
	return [
		{ name: "cron_lag_seconds", help: "Seconds since the last cron tick", samples: since(lastTickAt) },
		{
			name: "alarm_lag_seconds",
			help: "Seconds since the last alarm of any object",
			samples: since(lastAlarmAt),
		},
	];
}

function textOf({ name, help, samples }: Metric): string {
	const lines = samples.map(({ labels = {}, value }) => `${name}${labelText(labels)} ${value}`);
	return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...lines, ""].join("\n");
}

function labelText(labels: Record<string, string>): string {
	const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
	return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escaped(value: string): string {
	return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
