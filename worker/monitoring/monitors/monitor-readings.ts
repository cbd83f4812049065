import type { MonitorRow } from "../../../db/monitoring/monitors.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { toWireOrNull } from "../../platform/rules/time.ts";
import { watchOf } from "../../platform/stubs.ts";
import { historyWire } from "../history/contract.ts";
import type { MonitorReading } from "../rpc.ts";
import type { HeartbeatReading } from "../rules/heartbeat.ts";
import { asOf } from "../rules/pause.ts";

const NO_UPTIME = { day: null, week: null, month: null, quarter: null };

/** What the Watches say of these monitors now. One that does not answer makes its monitors `unknown`, not the list fail. */
export async function readingsOf(env: Env, rows: MonitorRow[]) {
	const slices = Map.groupBy(rows, (row) => row.slice);
	const answers = await Promise.all([...slices].map(([slice, own]) => readSlice(env, slice, own)));
	const readings = new Map(answers.flat().map((reading) => [reading.monitorId, reading]));
	return (row: MonitorRow) => readingWire(row, readings.get(row.id));
}

async function readSlice(env: Env, slice: string | null, rows: MonitorRow[]): Promise<MonitorReading[]> {
	if (slice === null) return [];
	try {
		return await watchOf(env, slice).readings(rows.map((row) => row.id));
	} catch (error) {
		log("monitor.readings_failed", { slice, error });
		return rows.map((row) => ({
			monitorId: row.id,
			state: "unknown",
			lastCheckedAt: null,
			uptime: NO_UPTIME,
			history: null,
			heartbeat: null,
		}));
	}
}

/** A monitor that its Watch has not met yet is `pending`, or `paused` as configured. What was never looked at has no history. */
function readingWire(row: MonitorRow, reading: MonitorReading | undefined) {
	const history = reading?.history ?? null;
	return {
		state: reading?.state ?? (asOf(row, Date.now()).paused ? "paused" : "pending"),
		lastCheckedAt: toWireOrNull(reading?.lastCheckedAt ?? null),
		uptime: reading?.uptime ?? NO_UPTIME,
		heartbeat: reading?.heartbeat ? heartbeatWire(reading.heartbeat) : null,
		history: history !== null && history.since !== null ? historyWire(history) : null,
	};
}

function heartbeatWire({ lastBeatAt, runningSince, lastTookMs, expectedAt, lateAt }: HeartbeatReading) {
	return {
		lastBeatAt: toWireOrNull(lastBeatAt),
		runningSince: toWireOrNull(runningSince),
		lastDurationMs: lastTookMs,
		expectedAt: toWireOrNull(expectedAt),
		lateAt: toWireOrNull(lateAt),
	};
}
