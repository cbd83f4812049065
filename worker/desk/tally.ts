import type { KeyName } from "./desk-store.ts";

/** So many waiting repeats are written at once; fewer are written after this long. */
const BATCH = 64;
const AT_MOST_EVERY_MS = 40;

/**
 * Counts repeats durably without a row write for each: a lone repeat is written at once, those of a flood together.
 */
export class Tally {
	readonly #write: (counts: { name: KeyName; times: number }[]) => void;
	readonly #counts = new Map<string, { name: KeyName; times: number }>();
	#waiting: { written: () => void; failed: (error: unknown) => void }[] = [];
	#writtenAt = 0;
	#timer: ReturnType<typeof setTimeout> | null = null;

	constructor(write: (counts: { name: KeyName; times: number }[]) => void) {
		this.#write = write;
	}

	/** Resolves when the repeats are stored. */
	count(names: KeyName[]): Promise<void> {
		for (const name of names) {
			const id = JSON.stringify([name.scope, name.dedupKey]);
			this.#counts.set(id, { name, times: (this.#counts.get(id)?.times ?? 0) + 1 });
		}
		return new Promise((written, failed) => {
			this.#waiting.push({ written, failed });
			const waitMs = this.#writtenAt + AT_MOST_EVERY_MS - Date.now();
			if (waitMs <= 0 || this.#waiting.length >= BATCH) this.#flush();
			else this.#timer ??= setTimeout(() => this.#flush(), waitMs);
		});
	}

	#flush(): void {
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
		this.#writtenAt = Date.now();
		const waiting = this.#waiting;
		this.#waiting = [];
		const counts = [...this.#counts.values()];
		this.#counts.clear();
		try {
			this.#write(counts);
			for (const { written } of waiting) written();
		} catch (error) {
			for (const { failed } of waiting) failed(error);
		}
	}
}
