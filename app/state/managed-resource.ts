import { batch, createSignal, getOwner, onCleanup, untrack } from "solid-js";
import type { Failure, Problem, Result } from "./api.ts";
import type { Cache } from "./cache.ts";
import { keepSame } from "./same.ts";

/**
 * `loading`: nothing to show yet. `fresh`: as the server just said. `stale`: what the device remembers, being asked for
 * again, or to be as soon as it is shown. `failing` and `offline`: the last try failed; `value` may still hold what was
 * known, `at` says since when.
 */
export type ResourceState = "loading" | "fresh" | "stale" | "failing" | "offline";

/** Reading any of these inside JSX or an effect follows it. */
export interface Resource<T> {
	readonly value: T | undefined;
	/** When the server said so; null while nothing is known. */
	readonly at: number | null;
	readonly state: ResourceState;
	readonly problem: Problem | null;
	/**
	 * Asks again; what it ends with was asked for after the call. Never rejects. Calls while a request is under way share
	 * the one that follows it, since the one under way may have been answered before what the caller has just changed.
	 */
	reload(): Promise<void>;
	/** For whoever only wants to show it: a request that is under way is enough. Never rejects. */
	read(): Promise<void>;
	/** Puts in what the server answered to a command or said live, and remembers it. */
	set(next: T | ((before: T | undefined) => T | undefined)): void;
}

export interface Source<T> {
	key: string;
	load: () => Promise<Result<T>>;
	cache: Cache;
	clock: () => number;
	/** Whether this value is needed to start without a network. */
	keep: (value: T) => boolean;
	/** Of what is known and an answer, the one to show. Absent: the answer. */
	laterOf?: ((known: T | undefined, answer: T) => T) | undefined;
}

/** A request that is overtaken by live news is asked again this often; then its answer is taken as it is. */
const MOST_TRIES = 3;

/** A resource as the app manages it; screens see a `Resource`. */
export class ManagedResource<T> implements Resource<T> {
	private readonly shownValue = createSignal<T | undefined>();
	private readonly shownAt = createSignal<number | null>(null);
	private readonly shownState = createSignal<ResourceState>("loading");
	private readonly shownProblem = createSignal<Problem | null>(null);
	private running: Promise<void> | undefined;
	private changes = 0;
	private signOuts = 0;
	private isToRunAgain = false;
	private viewers = 0;
	private readonly source: Source<T>;

	constructor(source: Source<T>) {
		this.source = source;
	}

	get value(): T | undefined {
		return this.shownValue[0]();
	}
	get at(): number | null {
		return this.shownAt[0]();
	}
	get state(): ResourceState {
		return this.shownState[0]();
	}
	get problem(): Problem | null {
		return this.shownProblem[0]();
	}

	readonly reload = (): Promise<void> => {
		if (!this.running) return this.start();
		this.isToRunAgain = true;
		return this.running.then(() => this.running);
	};

	readonly read = (): Promise<void> => this.running ?? this.start();

	readonly set = (next: T | ((before: T | undefined) => T | undefined)): void => {
		const made =
			typeof next === "function"
				? (next as (before: T | undefined) => T | undefined)(untrack(() => this.value))
				: next;
		if (made !== undefined) this.remember(made);
	};

	/** Counts as on the screen until the component that asks is gone. */
	show(): void {
		if (!getOwner()) return;
		this.viewers++;
		onCleanup(() => this.viewers--);
		if (untrack(() => this.state) === "stale") void this.read();
	}

	isOnScreen(): boolean {
		return this.viewers > 0;
	}

	/** It must stay in memory: it is on the screen, on its way, or needed to start without a network. */
	isNeeded(): boolean {
		const value = untrack(() => this.value);
		return (
			this.isOnScreen() || this.running !== undefined || (value !== undefined && this.source.keep(value))
		);
	}

	/** What it holds may be from before a gap in the live stream. */
	doubt(): void {
		if (this.running) void this.reload();
		else if (untrack(() => this.state) === "loading") return;
		else if (this.isOnScreen()) void this.reload();
		else this.shownState[1]("stale");
	}

	/** The last try failed, and the next one may not. */
	retry(): void {
		const state = untrack(() => this.state);
		if (this.isOnScreen() && (state === "offline" || state === "failing")) void this.read();
	}

	/** At sign-out: also an answer that is under way does not come in. */
	forget(): void {
		this.signOuts++;
		this.changes++;
		this.isToRunAgain = false;
		this.running = undefined;
		this.put(undefined, null, "loading");
	}

	private start(): Promise<void> {
		// Whoever asks inside an effect must not come to depend on what the request reads.
		const asking = untrack(() => this.ask(this.signOuts)).finally(() => {
			if (this.running !== asking) return;
			this.running = this.isToRunAgain ? this.start() : undefined;
			this.isToRunAgain = false;
		});
		this.running = asking;
		return asking;
	}

	private async ask(signOuts: number, triesLeft = MOST_TRIES): Promise<void> {
		const { changes } = this;
		const recalled = this.value === undefined ? this.recall() : undefined;
		const answer = await this.source.load();
		await recalled;
		if (signOuts !== this.signOuts) return;
		if (!answer.ok) return this.fail(answer);
		const { laterOf } = this.source;
		// What came live while the answer was under way is newer than the answer.
		if (this.changes !== changes && !laterOf && triesLeft > 1) return this.ask(signOuts, triesLeft - 1);
		this.remember(laterOf ? laterOf(this.value, answer.value) : answer.value);
	}

	private async recall(): Promise<void> {
		const remembered = await this.source.cache.read<T>(this.source.key);
		if (!remembered || this.changes > 0) return;
		batch(() => {
			this.shownValue[1](() => remembered.value);
			this.shownAt[1](remembered.at);
			if (this.state === "loading") this.shownState[1]("stale");
		});
	}

	private remember(next: T): void {
		const { cache, clock, key, keep } = this.source;
		this.changes++;
		this.put(
			keepSame(
				untrack(() => this.value),
				next,
			),
			clock(),
			"fresh",
		);
		void cache.write(key, { at: clock(), value: next }, keep(next));
	}

	private fail(failure: Failure): void {
		batch(() => {
			this.shownProblem[1](failure.offline ? null : failure.problem);
			this.shownState[1](failure.offline ? "offline" : "failing");
		});
	}

	private put(value: T | undefined, at: number | null, state: ResourceState): void {
		batch(() => {
			this.shownValue[1](() => value);
			this.shownAt[1](at);
			this.shownState[1](state);
			this.shownProblem[1](null);
		});
	}
}
