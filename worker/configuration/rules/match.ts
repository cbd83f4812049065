import type { Entry } from "./entry.ts";

/** A thing that is there. */
export interface Known {
	id: string;
	/** The key that files know it by; undefined when no file has named it yet. */
	key: string | undefined;
	/** Null: nothing but its key tells it from others. */
	identity: string | null;
}

export interface Given {
	key: string;
	entry: Entry;
	identity: string | null;
}

/**
 * Which known thing each entry of a file means, by key. First the one that has the key, then one that is the same by
 * itself: a person by the email address, others by their name. No thing is meant twice; who is left out is new.
 */
export function matched<K extends Known>(known: readonly K[], given: readonly Given[]): Map<string, K> {
	const found = new Map<string, K>();
	const free = new Set(known);
	const take = (key: string, one: K | undefined) => {
		if (!one) return;
		found.set(key, one);
		free.delete(one);
	};
	for (const { key } of given)
		take(
			key,
			known.find((one) => one.key === key),
		);
	for (const { key, identity } of given) {
		if (found.has(key) || identity === null) continue;
		take(
			key,
			[...free].find((one) => one.identity === identity),
		);
	}
	return found;
}
