/** What the Watches keep of the monitors: a copy of each, put there when it is saved. */
import {
	type MonitorRow,
	monitorOf,
	monitorsChangedSince,
	monitorsDeletedSince,
} from "../../../db/monitoring/monitors.ts";
import type { Env } from "../../platform/env.ts";
import { hours, type Instant } from "../../platform/rules/time.ts";
import { vaultOf, watchOf } from "../../platform/stubs.ts";

const LOOK_BACK_MS = hours(1);

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
 * Tells the Watches again what changed within the last hour, in case somebody was killed between saving and telling.
 * Harmless when they know; throws when one does not answer, so that the next tick tries again.
 */
export async function repeatMonitors(env: Env, now: Instant): Promise<void> {
	const since = now - LOOK_BACK_MS;
	for (const row of await monitorsChangedSince(env.DB, since)) await putMonitor(env, row);
	for (const id of await monitorsDeletedSince(env.DB, since)) await forgetMonitor(env, id, null);
}
