import type { z } from "zod";
import type { MonitorRow } from "../../../db/monitoring/monitors.ts";
import { USUAL_INTERVAL_SECONDS } from "../rules/monitor.ts";
import { withPause } from "../rules/pause.ts";
import type { monitorIn, monitorPatch } from "./contract.ts";

const USUAL_QUORUM = 2;
const USUAL_GRACE_SECONDS = 300;

/** What a new monitor is, of what was sent. The key of a heartbeat is made where it is saved. */
export function monitorFields(input: z.output<typeof monitorIn>) {
	const isHeartbeat = input.kind === "heartbeat";
	return {
		...input,
		// A heartbeat without either is refused: what nobody chose must not page.
		intervalSeconds: input.intervalSeconds ?? (isHeartbeat ? 0 : USUAL_INTERVAL_SECONDS),
		graceSeconds: input.graceSeconds ?? (isHeartbeat ? USUAL_GRACE_SECONDS : null),
		keyHash: null,
		quorum: input.quorum ?? Math.min(USUAL_QUORUM, input.regions.length),
	};
}

/**
 * Whoever leaves fewer regions and says nothing of the quorum means one that they can reach. A heartbeat has an interval or
 * a schedule: the one that is sent takes the place of the other.
 */
export function patchedMonitor(row: MonitorRow, patch: z.output<typeof monitorPatch>): MonitorRow {
	const { paused: _, pausedUntil: __, ...rest } = patch;
	const { schedule = patch.intervalSeconds ? null : row.schedule } = patch;
	const { intervalSeconds = patch.schedule ? 0 : row.intervalSeconds } = patch;
	return {
		...withPause(row, patch),
		...rest,
		schedule,
		intervalSeconds: intervalSeconds ?? 0,
		quorum: patch.quorum ?? Math.min(row.quorum, patch.regions?.length ?? row.quorum),
		request: { ...row.request, ...patch.request },
		expect: { ...row.expect, ...patch.expect },
	};
}
