import { type Entry, plan, pressed } from "./entry.ts";

/** What waits on this device until the server has spoken of it. */
export interface Waiting {
	incidentId: string;
	/** When the person did it, RFC 3339. */
	occurredAt: string;
	/** Tries that ended without an answer. */
	attempts: number;
	/** Null until the server has said what became of it. */
	outcome: object | null;
	/** When it said so, epoch ms; null where the person has to decide first. */
	toldAt: number | null;
}

/** Where entries outlive the page and the worker. */
export interface WaitingStore<E> {
	all(): Promise<E[]>;
	/** Reads, changes and writes in one step; `undefined` removes. */
	change(key: string, next: (before: E | undefined) => E | undefined): Promise<void>;
}
export type EntryStore = WaitingStore<Entry>;

/** What a try came to: the server's word, which may stay until the person decides, or none. */
export type Tried<E extends Waiting> =
	| { kind: "told"; outcome: NonNullable<E["outcome"]>; stays?: boolean }
	| { kind: "undelivered"; reached: boolean };

export interface Ports<E extends Waiting> {
	store: WaitingStore<E>;
	keyOf(entry: E): string;
	deliver(entry: E): Promise<Tried<E>>;
	/** Runs one at a time on this device, whoever asks. */
	alone<T>(act: () => Promise<T>): Promise<T>;
	/** Called after every change, so that all open pages can show it. */
	changed(): void;
	clock(): number;
}
export type OutboxPorts = Omit<Ports<Entry>, "keyOf">;

export interface Press {
	incidentId: string;
	title: string;
	by: Entry["by"];
	userId: string | null;
	tag?: string | null;
	occurredAt?: string;
}

/** What must arrive, however often the network fails: stored first, sent then in the order it was done, told of last. */
export class Outbox<E extends Waiting> {
	protected readonly ports: Ports<E>;

	constructor(ports: Ports<E>) {
		this.ports = ports;
	}

	/** Keeps what `next` makes of what is there, tries to deliver all, and answers the entry as it then is. */
	async keep(key: string, next: (before: E | undefined) => E): Promise<E> {
		const { store, changed, alone } = this.ports;
		let stored: E | undefined;
		await store.change(key, (before) => {
			stored = next(before);
			return stored;
		});
		changed();
		await alone(() => this.pass());
		return (await store.all()).find((one) => this.ports.keyOf(one) === key) ?? (stored as E);
	}

	/** Tries everything that waits, the oldest first; answers those that the server has now spoken of. */
	flush(): Promise<E[]> {
		return this.ports.alone(() => this.pass());
	}

	entries(): Promise<E[]> {
		return this.ports.store.all();
	}

	/** The person has read what became of it. What still waits stays. */
	async forget(key: string): Promise<void> {
		await this.ports.store.change(key, (entry) => (entry?.outcome ? undefined : entry));
		this.ports.changed();
	}

	private async pass(): Promise<E[]> {
		const { store, clock, keyOf } = this.ports;
		const { due, past } = plan(await store.all(), clock());
		for (const entry of past) await store.change(keyOf(entry), () => undefined);
		const told: E[] = [];
		const held = new Set<string>();
		for (const waiting of due) {
			// In the order of one incident; what is out of reach there does not hold up the others.
			if (held.has(waiting.incidentId)) continue;
			const { entry, reached } = await this.attempt(waiting);
			if (entry.outcome) told.push(entry);
			else held.add(entry.incidentId);
			if (!reached) break;
		}
		return told;
	}

	private async attempt(entry: E): Promise<{ entry: E; reached: boolean }> {
		const { store, changed, clock, keyOf } = this.ports;
		const sent = await this.ports.deliver(entry);
		const after: E =
			sent.kind === "told"
				? { ...entry, outcome: sent.outcome, toldAt: sent.stays ? null : clock() }
				: { ...entry, attempts: entry.attempts + 1 };
		// A newer press for the same incident may have replaced this one while it was under way.
		await store.change(keyOf(entry), (now) => (now?.occurredAt === entry.occurredAt ? after : now));
		changed();
		return { entry: after, reached: sent.kind === "told" || sent.reached };
	}
}

/** The acknowledgements of a device, one for each incident. */
export class AckOutbox extends Outbox<Entry> {
	constructor(ports: OutboxPorts) {
		super({ ...ports, keyOf: (entry) => entry.incidentId });
	}

	/** Keeps the press, then tries to deliver it. Answers the entry as it then is: told of, or waiting. */
	acknowledge(press: Press): Promise<Entry> {
		const entry: Entry = {
			incidentId: press.incidentId,
			title: press.title,
			occurredAt: press.occurredAt ?? new Date(this.ports.clock()).toISOString(),
			by: press.by,
			userId: press.userId,
			tag: press.tag ?? null,
			attempts: 0,
			outcome: null,
			toldAt: null,
		};
		return this.keep(press.incidentId, (before) => pressed(before, entry));
	}
}
