/** Two jobs among the monitors: one that reports in time, and one that is late. */
import type { Check, Monitor } from "../state/wire.ts";
import { iso } from "./cast.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Job = Pick<Monitor, "name" | "intervalSeconds" | "schedule" | "graceSeconds" | "heartbeat">;

const JOBS: Record<string, (at: number) => Job> = {
	mon_01JMORE15: (at) => ({
		name: "Stock import of all marketplaces",
		...{ intervalSeconds: 3_600, schedule: null, graceSeconds: 300 },
		heartbeat: {
			...{ lastBeatAt: iso(at - 20 * MINUTE), lastDurationMs: 4 * MINUTE, runningSince: null },
			...{ expectedAt: iso(at + 40 * MINUTE), lateAt: iso(at + 45 * MINUTE) },
		},
	}),
	mon_01JMORE17: (at) => ({
		name: "Nightly backup of the orders",
		intervalSeconds: null,
		schedule: { cron: "0 2 * * 1-6", timeZone: "America/Argentina/ComodRivadavia" },
		graceSeconds: 1_800,
		heartbeat: {
			...{ lastBeatAt: iso(at - 26 * HOUR), lastDurationMs: 42 * MINUTE, runningSince: iso(at - 2 * HOUR) },
			...{ expectedAt: iso(at - 2 * HOUR), lateAt: iso(at - 90 * MINUTE) },
		},
	}),
};

/** As it is, or as a heartbeat. */
export function orHeartbeat(monitor: Monitor, at: number): Monitor {
	const job = JOBS[monitor.id]?.(at);
	if (!job) return monitor;
	const { lastBeatAt = null } = job.heartbeat ?? {};
	return {
		...monitor,
		...job,
		...{ kind: "heartbeat", target: null, lastCheckedAt: lastBeatAt },
		url: "https://tocsin.shop.example/heartbeat/{key}",
	};
}

/** What a job reported, the newest first; a line more when it is late. */
export function beats({ id, state }: Monitor, at: number): Check[] {
	const told = (
		hours: number,
		outcome: Check["outcome"],
		reason: Check["reason"],
		detail: string,
	): Check => ({
		...{ monitorId: id, region: null, at: iso(at - hours * HOUR), latencyMs: 0 },
		...{ outcome, reason, detail },
	});
	return [
		...(state === "down"
			? [told(1.5, "down", "late", "started 2026-11-28 02:00 UTC and has not ended")]
			: []),
		told(26, "up", null, "reported in 2026-11-27 02:42 UTC after 42 min"),
		told(50, "down", "failed", "pg_dump: error: connection to server at “orders-db”, port 5432 failed"),
	];
}
