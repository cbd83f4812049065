import type { Env } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import type { Instant } from "../platform/rules/time.ts";
import { withTimeout } from "../platform/with-timeout.ts";
import type { SnapshotFacts } from "./rules/public-snapshot.ts";

/** Longer than any cache nearby takes: the object itself answers as fast. */
const TIMEOUT_MS = 50;
/** Of no address that is served: the Worker runs before its cache. */
const PATH = "/.tocsin/public-facts";

/** What some isolate of this place was told by the Publication. The content is the one of that version. */
export interface SharedFacts extends SnapshotFacts {
	version: number;
	readAt: Instant;
}

/**
 * What isolates of one place tell each other, so that each need not ask the Publication itself. Small, since whoever
 * knows the content of that version needs no more. Null where there is none, no cache (at workers.dev it keeps nothing),
 * or no answer in time.
 */
export async function readSharedFacts(env: Env): Promise<SharedFacts | null> {
	try {
		return await withTimeout(match(keyOf(env)), TIMEOUT_MS);
	} catch (error) {
		log("public.cache_silent", { error });
		return null;
	}
}

/** Kept for `forMs`. Never throws: without it, others ask for themselves. */
export async function shareFacts(env: Env, facts: SharedFacts, forMs: number): Promise<void> {
	try {
		const headers = { "cache-control": `max-age=${Math.ceil(forMs / 1_000)}` };
		await withTimeout(caches.default.put(keyOf(env), Response.json(facts, { headers })), TIMEOUT_MS);
	} catch (error) {
		log("public.cache_silent", { error });
	}
}

async function match(key: string): Promise<SharedFacts | null> {
	const found = await caches.default.match(key);
	return found ? found.json<SharedFacts>() : null;
}

function keyOf(env: Env): string {
	return new URL(PATH, env.PUBLIC_URL || "http://localhost").href;
}
