import { createStore, entries, type UseStore, update } from "idb-keyval";
import { call, callPage } from "./call.ts";
import { deliveryByPage, deliveryBySession, isAnotherEpoch, refused } from "./delivery.ts";
import { ENTRY, type Entry, type SendResult } from "./entry.ts";
import { underLock } from "./lock.ts";
import { type EntryStore, makeOutbox, type Outbox } from "./outbox.ts";

/** A page that the system froze may hold the lock for ever; the server takes the same tap twice for one. */
const LOCK_PATIENCE_MS = 12_000;
/** What waited longer than this is checked against the incident's present epoch before it is sent. */
const STILL_FRESH_MS = 10_000;
const CHANNEL = "tocsin-outbox";

let channel: BroadcastChannel | undefined;
const told = (): BroadcastChannel => {
	channel ??= new BroadcastChannel(CHANNEL);
	return channel;
};
const listeners = new Set<() => void>();

/** The outbox of this device: the same one in every page and in the service worker. */
export const deviceOutbox: Outbox = makeOutbox({
	store: indexedStore(),
	deliver,
	alone: (act) => underLock("outbox", LOCK_PATIENCE_MS, act),
	clock: Date.now,
	changed() {
		for (const listener of listeners) listener();
		told().postMessage("changed");
	},
});

/** Calls `listener` after every change, made here or elsewhere on the device; answers how to stop. */
export function onOutboxChange(listener: () => void): () => void {
	listeners.add(listener);
	told().addEventListener("message", listener);
	return () => {
		listeners.delete(listener);
		told().removeEventListener("message", listener);
	};
}

function indexedStore(): EntryStore {
	let opened: UseStore | undefined;
	const store = (): UseStore => {
		opened ??= createStore("tocsin-outbox", "entries");
		return opened;
	};
	return {
		all: async () =>
			(await entries<string, object | null>(store())).flatMap(([, kept]) => readEntry(kept) ?? []),
		// A removed entry leaves a null: one transaction reads and writes, and it cannot delete.
		change: (id, next) => update<object | null>(id, (kept) => written(next(readEntry(kept))), store()),
	};
}

const readEntry = (kept: object | null | undefined): Entry | undefined =>
	kept ? ENTRY.unwrap(kept).value : undefined;
const written = (entry: Entry | undefined): object | null => (entry ? ENTRY.wrap(entry) : null);

async function deliver(entry: Entry): Promise<SendResult> {
	if (entry.by.kind === "page") {
		const body = { occurredAt: entry.occurredAt };
		return deliveryByPage(entry, await callPage(entry.by.token, "acknowledge", body));
	}
	const path = `/incidents/${entry.incidentId}` as const;
	const waited = Date.now() - Date.parse(entry.occurredAt) > STILL_FRESH_MS;
	if (waited && isAnotherEpoch(entry, await call("GET", path))) return refused("moved-on");
	return deliveryBySession(entry, await call("PUT", `${path}/acknowledgement`, { body: {} }));
}
