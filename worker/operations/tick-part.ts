import { WorkerEntrypoint } from "cloudflare:workers";
import type { Env } from "../platform/env.ts";
import { type Change, partOf, type TickPartRpc } from "./parts.ts";
import { repeatConfiguration } from "./resync.ts";
import { WAKES, type Wake, type Woken, type WokenWatches, wakeWatches } from "./wake.ts";

/**
 * A part of the minute tick in an invocation of its own: the platform bounds what one invocation may ask, 50 things on the
 * free plan.
 */
export class TickPart extends WorkerEntrypoint<Env> implements TickPartRpc {
	wake(what: Wake, ids: string[], waiting: string[]): Promise<Woken> {
		return WAKES[what](this.env, ids, waiting);
	}

	watches(slices: string[]): Promise<WokenWatches> {
		return wakeWatches(this.env, slices);
	}

	repeat(change: Change): Promise<number> {
		return repeatConfiguration(this.env, partOf(this.ctx), change);
	}
}
