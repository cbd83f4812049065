import type { Result } from "./api.ts";
import { type Cache, deviceCache } from "./cache.ts";
import { ManagedResource, type Resource } from "./managed-resource.ts";

export type { Resource, ResourceState } from "./managed-resource.ts";

export interface ResourceOptions<T> {
	cache?: Cache;
	clock?: () => number;
	/** False: nothing is asked before the first `reload()`. */
	eager?: boolean;
	/** Whether what it holds is needed to start without a network, and outlives what was used after it. */
	keep?: boolean | ((value: T) => boolean);
	/** Where an answer may be older than what came live: which of the two to show. */
	laterOf?: (known: T | undefined, answer: T) => T;
}

/** By key, the one that was asked for last at the end. */
const all = new Map<string, ManagedResource<unknown>>();

/** More are held only where all of them are needed; the device remembers what goes. */
const MOST_IN_MEMORY = 200;
const FIRST_TIDY_MS = 10_000;
const TIDY_EVERY_MS = 3_600_000;

/**
 * The resource behind `key`: the same key is the same resource everywhere in the app. The value that the device
 * remembers comes first, then the network's. Call it in the component that shows it.
 */
export function cached<T>(
	key: string,
	load: () => Promise<Result<T>>,
	{ cache = deviceCache, clock = Date.now, eager = true, keep = false, laterOf }: ResourceOptions<T> = {},
): Resource<T> {
	const source = { key, load, cache, clock, keep: typeof keep === "function" ? keep : () => keep, laterOf };
	const resource = (all.get(key) as ManagedResource<T> | undefined) ?? new ManagedResource<T>(source);
	all.delete(key);
	makeRoom();
	all.set(key, resource as ManagedResource<unknown>);
	resource.show();
	if (eager) void resource.read();
	return resource;
}

/** After a gap in the live stream: what is on the screen is asked for again at once, the rest when it is next shown. */
export function reloadAll(): void {
	for (const resource of all.values()) resource.doubt();
}

/** The server can be reached again: what could not be read is asked for once more. */
export function retryAll(): void {
	for (const resource of all.values()) resource.retry();
}

/** At sign-out: what one person saw is not for the next one. */
export async function forgetAll(cache: Cache = deviceCache): Promise<void> {
	for (const resource of all.values()) resource.forget();
	await cache.clear();
}

/** Once, at the start: from now on what the device remembers stays within its bounds. */
export function startTidying(): void {
	const tidy = () => void deviceCache.tidy(keysOnScreen());
	setTimeout(tidy, FIRST_TIDY_MS);
	setInterval(tidy, TIDY_EVERY_MS);
}

/** For one more: those that were asked for longest ago go. */
function makeRoom(): void {
	for (const [key, resource] of all) {
		if (all.size < MOST_IN_MEMORY) return;
		if (!resource.isNeeded()) all.delete(key);
	}
}

const keysOnScreen = (): string[] =>
	[...all].filter(([, resource]) => resource.isOnScreen()).map(([key]) => key);
