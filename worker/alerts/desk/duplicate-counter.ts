import type { KeyName } from "./desk-rows.ts";

/** Written together: so many waiting repeats, or fewer when no other came for a moment, at the latest after this long. */
const BATCH = 128;
const QUIET_MS = 25;
const TIMEOUT_MS = 400;
/** A repeat that comes this long after the last one was written is no flood. */
const LONE_MS = 150;

/**
 * Counts repeats durably without a row write for each: a lone repeat is written at once, those of a flood together.
 * A sender with few connections is not held up for a batch that it cannot fill.
 */
export class DuplicateCounter {
	private readonly write: (counts: { name: KeyName; times: number }[]) => void;
	private readonly counts = new Map<string, { name: KeyName; times: number }>();
	private waiting: { written: () => void; failed: (error: unknown) => void }[] = [];
	private waitingSince = 0;
	private writtenAt = 0;
	private timer: ReturnType<typeof setTimeout> | null = null;

	constructor(write: (counts: { name: KeyName; times: number }[]) => void) {
		this.write = write;
	}

	/** Resolves when the repeats are stored. */
	count(names: KeyName[]): Promise<void> {
		for (const name of names) {
			const id = JSON.stringify([name.scope, name.dedupKey]);
			this.counts.set(id, { name, times: (this.counts.get(id)?.times ?? 0) + 1 });
		}
		return new Promise((written, failed) => {
			this.waiting.push({ written, failed });
			const now = Date.now();
			if (this.waiting.length === 1) this.waitingSince = now;
			const isLone = this.waiting.length === 1 && now - this.writtenAt >= LONE_MS;
			const isLate = now - this.waitingSince >= TIMEOUT_MS;
			if (isLone || isLate || this.waiting.length >= BATCH) this.flush();
			else this.flushIn(QUIET_MS);
		});
	}

	private flushIn(ms: number): void {
		if (this.timer !== null) clearTimeout(this.timer);
		this.timer = setTimeout(() => this.flush(), ms);
	}

	private flush(): void {
		if (this.timer !== null) clearTimeout(this.timer);
		this.timer = null;
		this.writtenAt = Date.now();
		const waiting = this.waiting;
		this.waiting = [];
		const counts = [...this.counts.values()];
		this.counts.clear();
		try {
			this.write(counts);
			for (const { written } of waiting) written();
		} catch (error) {
			for (const { failed } of waiting) failed(error);
		}
	}
}
