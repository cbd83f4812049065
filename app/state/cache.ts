import {
	clear,
	createStore,
	delMany,
	entries,
	get,
	promisifyRequest,
	setMany,
	type UseStore,
} from "idb-keyval";
import { surplus } from "./surplus.ts";

/** A value as the server last told it, and when. */
export interface Cached<T> {
	at: number;
	value: T;
}

export interface Cache {
	/** Counts as a use. */
	read<T>(key: string): Promise<Cached<T> | undefined>;
	/** `keep`: needed to start without a network. */
	write<T>(key: string, cached: Cached<T>, keep?: boolean): Promise<void>;
	clear(): Promise<void>;
}

export interface BoundedCache extends Cache {
	/** Removes what is more than the device should remember; never what is on the screen. */
	tidy(onScreen: Iterable<string>): Promise<void>;
}

export interface Stored extends Cached<unknown> {
	/** Absent in what an earlier version of Tocsin wrote. */
	usedAt?: number;
	keep?: boolean;
}

/** What the cache needs of the device. Each call is one transaction, and may reject. */
export interface ValueStore {
	get(key: string): Promise<Stored | undefined>;
	set(key: string, value: Stored): Promise<void>;
	/** Changes nothing where the key is gone. */
	touch(key: string, usedAt: number): Promise<void>;
	entries(): Promise<[string, Stored][]>;
	remove(keys: string[]): Promise<void>;
	clear(): Promise<void>;
}

const MOST_ENTRIES = 500;
const UNUSED_MS = 30 * 86_400_000;
/** The time of use is stored with this precision, so that not every read writes. */
const USE_EXACT_TO_MS = 3_600_000;

/** A browser that has no store, or forbids it, only forgets sooner: nothing here ever rejects. */
export function makeCache(store: ValueStore, clock: () => number): BoundedCache {
	return {
		async read<T>(key: string) {
			const stored = await quietly(() => store.get(key));
			if (!stored) return undefined;
			if (clock() - usedAt(stored) > USE_EXACT_TO_MS) void quietly(() => store.touch(key, clock()));
			// A key always holds what was written under it.
			return { at: stored.at, value: stored.value as T };
		},
		write: async (key, { at, value }, keep = false) =>
			void (await quietly(() => store.set(key, { at, value, usedAt: clock(), keep }))),
		clear: async () => void (await quietly(() => store.clear())),
		async tidy(onScreen) {
			const shown = new Set(onScreen);
			const stored = (await quietly(() => store.entries())) ?? [];
			const uses = stored.map(([key, value]) => ({
				key,
				usedAt: shown.has(key) ? clock() : usedAt(value),
				keep: shown.has(key) || value.keep === true,
			}));
			const gone = surplus(uses, { most: MOST_ENTRIES, since: clock() - UNUSED_MS });
			if (gone.length > 0) await quietly(() => store.remove(gone));
		},
	};
}

const usedAt = (stored: Stored): number => stored.usedAt ?? stored.at;

/** Each transaction takes a slow phone several milliseconds, and answers come together. */
const WRITE_AFTER_MS = 100;
const unwritten = new Map<string, Stored>();

function writeAll(): Promise<void> {
	const all = [...unwritten];
	unwritten.clear();
	return setMany(all, values());
}

/** What is needed without a network is written at once: the page may be gone the next moment. */
async function write(key: string, value: Stored): Promise<void> {
	unwritten.set(key, value);
	if (!value.keep) await new Promise((resolve) => setTimeout(resolve, WRITE_AFTER_MS));
	if (unwritten.size > 0) await writeAll();
}

let opened: UseStore | undefined;
const values = (): UseStore => {
	opened ??= createStore("tocsin-cache", "values");
	return opened;
};

/** In IndexedDB. */
export const deviceCache = makeCache(
	{
		get: async (key) => unwritten.get(key) ?? get<Stored>(key, values()),
		set: write,
		touch: (key, usedAt) =>
			values()("readwrite", async (store) => {
				const stored = await promisifyRequest<Stored | undefined>(store.get(key));
				if (stored) await promisifyRequest(store.put({ ...stored, usedAt }, key));
			}),
		entries: () => entries<string, Stored>(values()),
		remove: (keys) => delMany(keys, values()),
		clear: () => {
			unwritten.clear();
			return clear(values());
		},
	},
	Date.now,
);

async function quietly<T>(act: () => Promise<T>): Promise<T | undefined> {
	try {
		return await act();
	} catch {
		return undefined;
	}
}
