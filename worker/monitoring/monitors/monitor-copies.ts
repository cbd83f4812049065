/** What the Watches keep of the monitors: a copy of each, put there when it is saved. */
import {
	type MonitorRow,
	monitorOf,
	monitorsChangedSince,
	monitorsDeletedSince,
} from "../../../db/monitoring/monitors.ts";
import type { Env } from "../../platform/env.ts";
import { hours, type Instant, minutes } from "../../platform/rules/time.ts";
import { vaultOf, watchOf } from "../../platform/stubs.ts";

const LOOK_BACK_MS = hours(1);
/** What was saved just before may not have been there yet. */
const OVERLAP_MS = minutes(1);

export async function putMonitor(env: Env, row: MonitorRow): Promise<void> {
	await watchOf(env, await sliceOf(env, row)).put(monitorOf(row));
}

export async function forgetMonitor(env: Env, id: string, slice: string | null): Promise<void> {
	await watchOf(env, slice ?? (await vaultOf(env).sliceFor(id))).remove(id);
	await vaultOf(env).forgetMonitor(id);
}

/** The Watch that checks it. The vault assigns one at first sight and remembers. */
export async function sliceOf(env: Env, row: MonitorRow): Promise<string> {
	return row.slice ?? vaultOf(env).sliceFor(row.id);
}

/**
 * Tells the Watches again what changed since everybody was last known to have heard, in case somebody was killed between
 * saving and telling; within the last hour where that is not known. One call for each slice. Harmless when they know;
 * throws when one does not answer, so that the next tick tries again.
 */
export async function repeatMonitors(env: Env, heardAt: Instant | null, now: Instant): Promise<void> {
	// A clock that went back says nothing of who has heard.
	const isKnown = heardAt !== null && heardAt <= now;
	const since = isKnown ? heardAt - OVERLAP_MS : now - LOOK_BACK_MS;
	const rows = await monitorsChangedSince(env.DB, since);
	const placed = await Promise.all(rows.map(async (row) => ({ row, slice: await sliceOf(env, row) })));
	for (const [slice, own] of Map.groupBy(placed, (one) => one.slice))
		await watchOf(env, slice).putAll(own.map(({ row }) => monitorOf(row)));
	const deleted = await monitorsDeletedSince(env.DB, since);
	// Whom the Vault has forgotten, the Watch has forgotten before.
	const left = deleted.length > 0 ? await vaultOf(env).slicesOf(deleted) : {};
	for (const [id, slice] of Object.entries(left)) await forgetMonitor(env, id, slice);
}
