import { batch, createSignal, getOwner, onCleanup, untrack } from "solid-js";
import type { Failure, Problem, Result } from "./api.ts";
import { type Cache, deviceCache } from "./cache.ts";
import { keepSame } from "./same.ts";

/**
 * `loading`: nothing to show yet. `fresh`: as the server just said. `stale`: what the device remembers, being asked
 * for again, or to be as soon as somebody looks. `failing` and `offline`: the last try failed; `value` may still hold what
 * was known, `at` says since when.
 */
export type ResourceState = "loading" | "fresh" | "stale" | "failing" | "offline";

/** Reading any of these inside JSX or an effect follows it. */
export interface Resource<T> {
	readonly value: T | undefined;
	/** When the server said so; null while nothing is known. */
	readonly at: number | null;
	readonly state: ResourceState;
	readonly problem: Problem | null;
	/** Asks again. Never rejects; calls at the same time share one request. */
	reload(): Promise<void>;
	/** Puts in what the server answered to a command or said live, and remembers it. */
	set(next: T | ((before: T | undefined) => T | undefined)): void;
}

export interface ResourceOptions {
	cache?: Cache;
	clock?: () => number;
	/** False: nothing is asked before the first `reload()`. */
	eager?: boolean;
}

interface ManagedResource<T> extends Resource<T> {
	forget(): void;
	/** Counts as on the screen until the component that asks is gone. */
	show(): void;
	/** What it holds may be from before a gap. */
	doubt(): void;
}
type AnyResource = ManagedResource<unknown>;
const all = new Map<string, AnyResource>();

/** A request that is overtaken by live news is asked again this often; then its answer is taken as it is. */
const MOST_TRIES = 3;

/**
 * The resource behind `key`: the same key is the same resource everywhere in the app. The value that the device
 * remembers comes first, then the network's. Call it in the component that shows it.
 */
export function cached<T>(
	key: string,
	load: () => Promise<Result<T>>,
	options: ResourceOptions = {},
): Resource<T> {
	const resource = (all.get(key) as ManagedResource<T> | undefined) ?? makeResource(key, load, options);
	all.set(key, resource as AnyResource);
	resource.show();
	if (options.eager !== false) void resource.reload();
	return resource;
}

/** After a gap in the live stream: what is on the screen is asked for again at once, the rest when it is next shown. */
export function reloadAll(): void {
	for (const resource of all.values()) resource.doubt();
}

/** At sign-out: what one person saw is not for the next one. */
export async function forgetAll(cache: Cache = deviceCache): Promise<void> {
	for (const resource of all.values()) resource.forget();
	await cache.clear();
}

function makeResource<T>(
	key: string,
	load: () => Promise<Result<T>>,
	{ cache = deviceCache, clock = Date.now }: ResourceOptions,
): ManagedResource<T> {
	const [value, setValue] = createSignal<T | undefined>();
	const [at, setAt] = createSignal<number | null>(null);
	const [state, setState] = createSignal<ResourceState>("loading");
	const [problem, setProblem] = createSignal<Problem | null>(null);
	let running: Promise<void> | undefined;
	let changes = 0;
	let forgotten = 0;
	let anew = false;
	let viewers = 0;

	const remember = (next: T) => {
		changes++;
		batch(() => {
			setValue((before) => keepSame(before, next));
			setAt(clock());
			setState("fresh");
			setProblem(null);
		});
		void cache.write(key, { at: clock(), value: next });
	};
	const recall = async () => {
		const kept = await cache.read<T>(key);
		if (!kept || changes > 0) return;
		batch(() => {
			setValue(() => kept.value);
			setAt(kept.at);
			if (state() === "loading") setState("stale");
		});
	};
	const fail = (failure: Failure) =>
		batch(() => {
			setProblem(failure.offline ? null : failure.problem);
			setState(failure.offline ? "offline" : "failing");
		});
	const ask = async (person: number, triesLeft = MOST_TRIES): Promise<void> => {
		const before = changes;
		const recalled = value() === undefined ? recall() : undefined;
		const answer = await load();
		await recalled;
		if (person !== forgotten) return;
		if (!answer.ok) return fail(answer);
		// What came live while the answer was under way is newer than the answer.
		if (changes !== before && triesLeft > 1) return ask(person, triesLeft - 1);
		remember(answer.value);
	};

	const resource: ManagedResource<T> = {
		get value() {
			return value();
		},
		get at() {
			return at();
		},
		get state() {
			return state();
		},
		get problem() {
			return problem();
		},
		reload() {
			if (running) return running;
			// Whoever asks inside an effect must not come to depend on what the asking looks at.
			const asking = untrack(() => ask(forgotten)).finally(() => {
				if (running !== asking) return;
				running = undefined;
				if (anew) void resource.reload();
				anew = false;
			});
			running = asking;
			return asking;
		},
		set(next) {
			const made =
				typeof next === "function" ? (next as (v: T | undefined) => T | undefined)(untrack(value)) : next;
			if (made !== undefined) remember(made);
		},
		show() {
			if (!getOwner()) return;
			viewers++;
			onCleanup(() => viewers--);
			if (untrack(state) === "stale") void resource.reload();
		},
		doubt() {
			// A request that is under way is not enough: it may have been answered before the gap.
			if (running) anew = true;
			else if (untrack(state) === "loading") return;
			else if (viewers > 0) void resource.reload();
			else setState("stale");
		},
		forget() {
			forgotten++;
			anew = false;
			changes++;
			running = undefined;
			batch(() => {
				setValue(undefined);
				setAt(null);
				setState("loading");
				setProblem(null);
			});
		},
	};
	return resource;
}
