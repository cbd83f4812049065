import type { z } from "zod";
import type { MonitorRow } from "../../../db/monitoring/monitors.ts";
import { withPause } from "../rules/pause.ts";
import type { monitorIn, monitorPatch } from "./contract.ts";

const USUAL_QUORUM = 2;

/** What a new monitor is, of what was sent. */
export function monitorFields(input: z.output<typeof monitorIn>) {
	const target = input.target ?? null;
	return { ...input, target, quorum: input.quorum ?? Math.min(USUAL_QUORUM, input.regions.length) };
}

/** Whoever leaves fewer regions and says nothing of the quorum means one that they can reach. */
export function patchedMonitor(row: MonitorRow, patch: z.output<typeof monitorPatch>): MonitorRow {
	const { paused: _, pausedUntil: __, ...rest } = patch;
	return {
		...withPause(row, patch),
		...rest,
		quorum: patch.quorum ?? Math.min(row.quorum, patch.regions?.length ?? row.quorum),
		request: { ...row.request, ...patch.request },
		expect: { ...row.expect, ...patch.expect },
	};
}
