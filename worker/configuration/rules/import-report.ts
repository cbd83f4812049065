import { type Entry, isEntry } from "./entry.ts";
import { freeKey, keyAfter } from "./keys.ts";

/** What became of one thing of another tool. */
export interface Note {
	/** `mapped`: it is in the file. `decide`: it is, and somebody should look at it. `unsupported`: it is not. */
	verdict: "mapped" | "decide" | "unsupported";
	/** "schedule", as the other tool calls it. */
	what: string;
	name: string;
	/** For people; null where there is nothing to say. */
	why: string | null;
}

export interface Imported {
	/** What `apply` takes. */
	file: Entry;
	notes: Note[];
}

/** It is in the file; what people should look at makes it a decision. */
export const noteOf = (what: string, name: string, doubts: string[]): Note =>
	doubts.length === 0
		? { verdict: "mapped", what, name, why: null }
		: { verdict: "decide", what, name, why: doubts.join(" ") };

/** The members of a list that are mappings; none where there is no list. */
export const listOf = (value: unknown): Entry[] => (Array.isArray(value) ? value.filter(isEntry) : []);

export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The entries of one section as they are found, each under a key of its own, and the key of each by its foreign id. */
export class SectionBeingMade {
	readonly entries: Record<string, Entry> = {};
	readonly #keys = new Map<string, string>();
	readonly #otherwise: string;

	/** `otherwise`: the key of what has no name that a key may come from. */
	constructor(otherwise: string) {
		this.#otherwise = otherwise;
	}

	/** Keeps a key for it, so that others may name it before it is added. */
	reserve(foreignId: string, name: string): string {
		const known = this.#keys.get(foreignId);
		if (known !== undefined) return known;
		const taken = new Set(this.#keys.values());
		const key = freeKey(keyAfter(name, this.#otherwise), (one) => taken.has(one));
		this.#keys.set(foreignId, key);
		return key;
	}

	add(foreignId: string, name: string, entry: Entry): void {
		this.entries[this.reserve(foreignId, name)] = entry;
	}

	/** Undefined for what is not there. */
	keyOf(foreignId: unknown): string | undefined {
		return this.#keys.get(textOf(foreignId));
	}
}
