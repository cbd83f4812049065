import type { SliceReport } from "../monitoring/rpc.ts";
import type { Env } from "../platform/env.ts";
import type { IncidentRest } from "../platform/rpc.ts";
import { deskOf, incidentOf, vaultOf, watchOf } from "../platform/stubs.ts";
import { each, TIMEOUT_MS } from "../platform/turns.ts";
import { withTimeout } from "../platform/with-timeout.ts";

/** Sooner than its turn ends: one that hangs is written down before. */
const DESK_TIMEOUT_MS = TIMEOUT_MS - 2_000;

/** How many objects failed, and whether the others did what they were asked for. */
export interface Woken {
	failed: number;
	isDone: boolean;
}

/** What the tick does with a list of objects: here, or in an invocation of its own (`TickPart`). */
export const WAKES = {
	async incidents(env: Env, ids: string[]): Promise<Woken> {
		const vault = vaultOf(env);
		const rests: IncidentRest[] = [];
		const failed = await each(ids, "incident", async (id) => {
			const { state, rest } = await incidentOf(env, id).tick();
			if (state === "damaged") throw new Error("its timeline cannot be read");
			if (rest) rests.push(rest);
			if (state !== "settled") return;
			await vault.settleIncident(id);
			// It may have been reopened while the vault was told: then it is to be woken again.
			if ((await incidentOf(env, id).tick()).state !== "settled") await vault.openIncident(id);
		});
		if (rests.length > 0) await withTimeout(vault.noteRests(rests), TIMEOUT_MS);
		return { failed, isDone: true };
	},

	/** One that fails or has work is looked at each minute until it is well and idle. */
	async desks(env: Env, ids: string[], waiting: string[]): Promise<Woken> {
		const vault = vaultOf(env);
		const failed = await each(ids, "desk", async (id) => {
			if (!waiting.includes(id)) {
				const isIdle = await withTimeout(deskOf(env, id).tick(), DESK_TIMEOUT_MS).catch(
					async (error: unknown) => {
						await vault.deskWaits(id);
						throw error;
					},
				);
				if (!isIdle) await vault.deskWaits(id);
				return;
			}
			if (!(await deskOf(env, id).tick())) return;
			await vault.deskIsIdle(id);
			// Work may have come while the Vault was told: then it is to be looked at again.
			if (!(await deskOf(env, id).tick())) await vault.deskWaits(id);
		});
		return { failed, isDone: true };
	},

	/** Done only where the database answered every Desk. */
	async configuration(env: Env, ids: string[]): Promise<Woken> {
		let isDone = true;
		const failed = await each(ids, "desk", async (id) => {
			isDone = (await deskOf(env, id).refresh()) && isDone;
		});
		return { failed, isDone };
	},
} satisfies Record<string, (env: Env, ids: string[], waiting: string[]) => Promise<Woken>>;

export type Wake = keyof typeof WAKES;

export interface WokenWatches {
	failed: number;
	reports: SliceReport[];
}

/** Wakes slices of monitors. Whoever does not answer has failed, and has no report. */
export async function wakeWatches(env: Env, slices: string[]): Promise<WokenWatches> {
	const reports: SliceReport[] = [];
	const failed = await each(slices, "watch", async (slice) => {
		reports.push(await watchOf(env, slice).tick());
	});
	return { failed, reports };
}
