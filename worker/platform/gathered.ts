/** A call that comes so long after the last one was carried out has no company to wait for. */
const LONE_MS = 50;

interface Waiting<Item, Result> {
	item: Item;
	done: (result: Result) => void;
	failed: (error: unknown) => void;
}

/**
 * Carries out calls of a crowd together, so that what they write is one commit. One that comes alone is carried out at
 * once; in a crowd each waits for `gatherMs` at most. Within one object only: what one request waits for must not be
 * kept by another anywhere else.
 */
export class Gathered<Item, Result> {
	private waiting: Waiting<Item, Result>[] = [];
	private workedAt = 0;

	/** `work` is one synchronous step. What it throws, all who waited are told. */
	constructor(
		private readonly gatherMs: number,
		private readonly work: (items: Item[]) => Result[],
	) {}

	/** Answers when it was carried out. */
	add(item: Item): Promise<Result> {
		return new Promise((done, failed) => {
			this.waiting.push({ item, done, failed });
			if (this.waiting.length > 1) return;
			const sinceMs = Date.now() - this.workedAt;
			// A clock that was set back makes nobody alone.
			if (sinceMs >= LONE_MS) this.carryOut();
			else setTimeout(() => this.carryOut(), this.gatherMs);
		});
	}

	private carryOut(): void {
		this.workedAt = Date.now();
		const all = this.waiting.splice(0);
		try {
			const results = this.work(all.map(({ item }) => item));
			all.forEach(({ done }, n) => void done(results[n] as Result));
		} catch (error) {
			for (const { failed } of all) failed(error);
		}
	}
}
