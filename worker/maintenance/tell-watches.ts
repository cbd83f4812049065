import { windowsFrom } from "../../db/maintenance/maintenances.ts";
import type { Env } from "../platform/env.ts";
import { vaultOf, watchOf } from "../platform/stubs.ts";

/**
 * Every Watch is told all windows that are not over: which of its monitors they concern it knows itself. Harmless when
 * they know; throws when one does not answer, so that the next tick tries again.
 */
export async function tellWatches(env: Env, now: number): Promise<void> {
	const [windows, slices] = await Promise.all([windowsFrom(env.DB, now), vaultOf(env).slices()]);
	await Promise.all(slices.map((slice) => watchOf(env, slice).setWindows(windows)));
}
