import { asItIs, storedShape } from "../../../worker/platform/rules/stored-shape.ts";

export interface Saved {
	text: string;
	version: number;
}

/** What the device keeps: the text, the version that it changes, and what was sent last without a known answer. */
export interface Kept extends Saved {
	sent: string | null;
}

/** As it lies on the device. */
const KEPT = storedShape<Kept>(asItIs);

export interface Device {
	read(): Kept | null;
	write(kept: Kept): void;
	drop(): void;
}

const PREFIX = "tocsin-draft:";

/** In `localStorage`, which takes a word before the next key is pressed, also in a tab that is killed. */
export function deviceText(key: string): Device {
	const place = PREFIX + key;
	return {
		read: () => quietly(() => KEPT.fromText(localStorage.getItem(place) ?? "").value),
		write: (kept) => void quietly(() => localStorage.setItem(place, KEPT.toText(kept))),
		drop: () => void quietly(() => localStorage.removeItem(place)),
	};
}

/** Calls `listener` with the key of each text that another tab has just changed or taken away. */
export function onOtherTabs(listener: (key: string) => void): void {
	addEventListener("storage", ({ key }) => {
		if (key?.startsWith(PREFIX)) listener(key.slice(PREFIX.length));
	});
}

/** The keys on this device that begin so, each without this beginning. */
export function keysOnDevice(beginning: string): string[] {
	const start = PREFIX + beginning;
	const all = quietly(() => Object.keys(localStorage)) ?? [];
	return all.filter((key) => key.startsWith(start)).map((key) => key.slice(start.length));
}

function quietly<T>(act: () => T): T | null {
	try {
		return act();
	} catch {
		return null;
	}
}
