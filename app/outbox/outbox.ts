import { type Entry, plan, pressed, type SendResult } from "./entry.ts";

/** Where entries outlive the page and the worker. */
export interface EntryStore {
	all(): Promise<Entry[]>;
	/** Reads, changes and writes in one step; `undefined` removes. */
	change(incidentId: string, next: (before: Entry | undefined) => Entry | undefined): Promise<void>;
}

export interface OutboxPorts {
	store: EntryStore;
	deliver(entry: Entry): Promise<SendResult>;
	/** Runs one at a time on this device, whoever asks. */
	alone<T>(act: () => Promise<T>): Promise<T>;
	/** Called after every change, so that all open pages can show it. */
	changed(): void;
	clock(): number;
}

export interface Press {
	incidentId: string;
	title: string;
	by: Entry["by"];
	userId: string | null;
	tag?: string | null;
	occurredAt?: string;
}

export interface Outbox {
	/** Keeps the press, then tries to deliver it. Answers the entry as it then is: told of, or waiting. */
	acknowledge(press: Press): Promise<Entry>;
	/** Tries everything that waits, the oldest first; answers those that the server has now spoken of. */
	flush(): Promise<Entry[]>;
	entries(): Promise<Entry[]>;
	/** The person has read what became of it. */
	forget(incidentId: string): Promise<void>;
}

/** Acknowledgements that must arrive, however often the network fails: stored first, sent then, told of last. */
export function makeOutbox(ports: OutboxPorts): Outbox {
	return new StoredOutbox(ports);
}

class StoredOutbox implements Outbox {
	private readonly ports: OutboxPorts;

	constructor(ports: OutboxPorts) {
		this.ports = ports;
	}

	async acknowledge(press: Press): Promise<Entry> {
		const { store, alone, changed, clock } = this.ports;
		const entry: Entry = {
			incidentId: press.incidentId,
			title: press.title,
			occurredAt: press.occurredAt ?? new Date(clock()).toISOString(),
			by: press.by,
			userId: press.userId,
			tag: press.tag ?? null,
			attempts: 0,
			outcome: null,
			toldAt: null,
		};
		let stored = entry;
		await store.change(press.incidentId, (before) => {
			stored = pressed(before, entry);
			return stored;
		});
		changed();
		await alone(() => this.pass());
		return (await store.all()).find((one) => one.incidentId === press.incidentId) ?? stored;
	}

	flush(): Promise<Entry[]> {
		return this.ports.alone(() => this.pass());
	}

	entries(): Promise<Entry[]> {
		return this.ports.store.all();
	}

	async forget(incidentId: string): Promise<void> {
		await this.ports.store.change(incidentId, (entry) => (entry?.outcome ? undefined : entry));
		this.ports.changed();
	}

	private async pass(): Promise<Entry[]> {
		const { store, clock } = this.ports;
		const { due, past } = plan(await store.all(), clock());
		for (const entry of past) await store.change(entry.incidentId, () => undefined);
		const told: Entry[] = [];
		for (const waiting of due) {
			const { entry, reached } = await this.attempt(waiting);
			if (entry.outcome) told.push(entry);
			if (!reached) break;
		}
		return told;
	}

	private async attempt(entry: Entry): Promise<{ entry: Entry; reached: boolean }> {
		const { store, changed, clock } = this.ports;
		const sent = await this.ports.deliver(entry);
		const after =
			sent.kind === "told"
				? { ...entry, outcome: sent.outcome, toldAt: clock() }
				: { ...entry, attempts: entry.attempts + 1 };
		// A newer press for the same incident may have replaced this one while it was under way.
		await store.change(entry.incidentId, (now) => (now?.occurredAt === entry.occurredAt ? after : now));
		changed();
		return { entry: after, reached: sent.kind === "told" || sent.reached };
	}
}
