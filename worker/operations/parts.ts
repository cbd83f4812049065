import type { Env } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import type { Instant } from "../platform/rules/time.ts";
import { WAKES, type Wake, type Woken, type WokenWatches, wakeWatches } from "./wake.ts";

/** So few are asked by the tick itself. */
const MOST_HERE = 3;
/** 900 monitors. A slice costs one call. */
const MOST_SLICES_HERE = 3;
/** One part: each object may cost four calls where all of them have something to tell. */
const LEAST_A_PART = 10;
/** The platform lets one invocation call so many others that this stays well below. */
const MOST_PARTS = 15;

/** The version of the configuration that was found, when that was, and when everybody had last heard. */
export interface Change {
	version: number;
	at: Instant;
	heardAt: Instant | null;
}

export interface TickPartRpc {
	wake(what: Wake, ids: string[], waiting: string[]): Promise<Woken>;
	watches(slices: string[]): Promise<WokenWatches>;
	/** See `repeatConfiguration`. */
	repeat(change: Change): Promise<number>;
}

/** `TickPart` is exported by the entry, so the platform offers it here; its types do not know our exports. */
export function partOf(ctx: { exports: object }): TickPartRpc {
	return (ctx.exports as { TickPart: TickPartRpc }).TickPart;
}

/** Wakes all of them. A part that cannot be begun, or breaks off, has failed with all its objects. */
export async function wakeInParts(
	env: Env,
	part: TickPartRpc,
	what: Wake,
	ids: string[],
	waiting: string[] = [],
): Promise<Woken> {
	if (ids.length <= MOST_HERE) return WAKES[what](env, ids, waiting);
	const woken = await inParts(what, ids, (own) =>
		part.wake(
			what,
			own,
			waiting.filter((id) => own.includes(id)),
		),
	);
	return {
		failed: woken.reduce((sum, each) => sum + (each.answer?.failed ?? each.ids.length), 0),
		isDone: woken.every(({ answer }) => answer?.isDone ?? false),
	};
}

/** The same for slices of monitors, which say what they have seen. */
export async function wakeWatchesInParts(
	env: Env,
	part: TickPartRpc,
	slices: string[],
): Promise<WokenWatches> {
	if (slices.length <= MOST_SLICES_HERE) return wakeWatches(env, slices);
	const woken = await inParts("watches", slices, (own) => part.watches(own));
	return {
		failed: woken.reduce((sum, each) => sum + (each.answer?.failed ?? each.ids.length), 0),
		reports: woken.flatMap(({ answer }) => answer?.reports ?? []),
	};
}

interface Part<Answer> {
	ids: string[];
	/** Null where it broke off. */
	answer: Answer | null;
}

function inParts<Answer>(
	what: string,
	ids: string[],
	ask: (ids: string[]) => Promise<Answer>,
): Promise<Part<Answer>[]> {
	const size = Math.max(LEAST_A_PART, Math.ceil(ids.length / MOST_PARTS));
	const parts = Array.from({ length: Math.ceil(ids.length / size) }, (_, i) =>
		ids.slice(i * size, (i + 1) * size),
	);
	return Promise.all(
		parts.map(async (own) => {
			try {
				return { ids: own, answer: await ask(own) };
			} catch (error) {
				log("sweep.part_broke_off", { what, objects: own.length, error: String(error) });
				return { ids: own, answer: null };
			}
		}),
	);
}
