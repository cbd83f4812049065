import { clear, createStore, get, set, type UseStore } from "idb-keyval";

/** A value as the server last told it, and when. */
export interface Cached<T> {
	at: number;
	value: T;
}

export interface Cache {
	read<T>(key: string): Promise<Cached<T> | undefined>;
	write<T>(key: string, kept: Cached<T>): Promise<void>;
	clear(): Promise<void>;
}

let opened: UseStore | undefined;
const store = (): UseStore => {
	opened ??= createStore("tocsin-cache", "values");
	return opened;
};

/** In IndexedDB. A browser that has none, or forbids it, only forgets sooner: nothing here ever rejects. */
export const deviceCache: Cache = {
	read: <T>(key: string) => quietly(() => get<Cached<T>>(key, store())),
	write: async (key, kept) => void (await quietly(() => set(key, kept, store()))),
	clear: async () => void (await quietly(() => clear(store()))),
};

async function quietly<T>(act: () => Promise<T>): Promise<T | undefined> {
	try {
		return await act();
	} catch {
		return undefined;
	}
}
