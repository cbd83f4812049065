/** One thing that will happen. */
export interface Due {
	at: number;
	order: number;
	what: string;
	run: () => void;
	cancelled: boolean;
}

/**
 * Time that passes only when the simulator lets it. `now` is the time that really passes; `wall` is what a clock on the
 * wall shows, which may be set forward and back.
 */
export class Clock {
	now: number;
	#skewMs = 0;
	#order = 0;
	readonly #heap: Due[] = [];

	constructor(startAt: number) {
		this.now = startAt;
	}

	wall(): number {
		return Math.floor(this.now + this.#skewMs);
	}

	/** When the wall clock will show `wallAt`, if nobody sets it before then. */
	momentOf(wallAt: number): number {
		return wallAt - this.#skewMs;
	}

	step(byMs: number): void {
		this.#skewMs += byMs;
	}

	/** Begins anew at `at`: nothing is planned, and the wall clock is right. */
	reset(at: number): void {
		this.now = at;
		this.#skewMs = 0;
		this.#order = 0;
		this.#heap.length = 0;
	}

	/** Runs `run` in `inMs`; what is planned for the same moment runs in the order in which it was planned. */
	plan(inMs: number, what: string, run: () => void): Due {
		return this.planAt(this.now + inMs, what, run);
	}

	planAt(at: number, what: string, run: () => void): Due {
		const due = { at: Math.max(at, this.now), order: this.#order++, what, run, cancelled: false };
		this.#push(due);
		return due;
	}

	/** Takes the next thing off the list and moves time there; null when nothing happens before `until`. */
	take(until: number): Due | null {
		for (;;) {
			const first = this.#heap[0];
			if (!first || first.at > until) {
				this.now = Math.max(this.now, until);
				return null;
			}
			this.#pop();
			if (first.cancelled) continue;
			this.now = Math.max(this.now, first.at);
			return first;
		}
	}

	#push(due: Due): void {
		const heap = this.#heap;
		let i = heap.push(due) - 1;
		while (i > 0) {
			const parent = (i - 1) >> 1;
			if (isBefore(heap[parent]!, due)) break;
			heap[i] = heap[parent]!;
			i = parent;
		}
		heap[i] = due;
	}

	#pop(): void {
		const heap = this.#heap;
		const last = heap.pop()!;
		if (heap.length === 0) return;
		let i = 0;
		for (;;) {
			let child = 2 * i + 1;
			if (child >= heap.length) break;
			if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
			if (isBefore(last, heap[child]!)) break;
			heap[i] = heap[child]!;
			i = child;
		}
		heap[i] = last;
	}
}

function isBefore(a: Due, b: Due): boolean {
	return a.at < b.at || (a.at === b.at && a.order < b.order);
}
