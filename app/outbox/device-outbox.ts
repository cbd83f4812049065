import { createStore, entries, promisifyRequest, type UseStore } from "idb-keyval";
import type { StoredShape } from "../../worker/platform/rules/stored-shape.ts";
import { readDevice } from "../push/device.ts";
import type { TimelineEvent } from "../state/wire.ts";
import { call, callPage } from "./call.ts";
import { deliveryByPage, deliveryBySession, isAnotherEpoch, refused } from "./delivery.ts";
import { ENTRY, type Entry } from "./entry.ts";
import { deliveryOfKept, KEPT_COMMAND, type Kept, overtakenBy } from "./kept.ts";
import { underLock } from "./lock.ts";
import { AckOutbox, Outbox, type Ports, type Tried, type Waiting, type WaitingStore } from "./outbox.ts";

/** A page that the system froze may hold the lock for ever; the server takes the same act twice for one. */
const LOCK_PATIENCE_MS = 12_000;
/** What waited longer than this is checked against what the incident has become before it is sent. */
const STILL_FRESH_MS = 10_000;
const CHANNEL = "tocsin-outbox";

let channel: BroadcastChannel | undefined;
const told = (): BroadcastChannel => {
	channel ??= new BroadcastChannel(CHANNEL);
	return channel;
};
const listeners = new Set<() => void>();

export const acknowledgements = portsOf("outbox", ENTRY);
/** Acknowledgements: the same outbox in every page and in the service worker. No other command holds one up. */
export const deviceOutbox = new AckOutbox({ ...acknowledgements, deliver });

/** What else was done to incidents, in its order. */
export const commandOutbox = new Outbox<Kept>({
	...portsOf("commands", KEPT_COMMAND),
	keyOf: (kept) => kept.key,
	deliver: deliverKept,
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

function portsOf<E extends Waiting>(
	name: string,
	shape: StoredShape<E>,
): Omit<Ports<E>, "keyOf" | "deliver"> {
	return {
		store: indexedStore(`tocsin-${name}`, shape),
		alone: (act) => underLock(name, LOCK_PATIENCE_MS, act),
		clock: Date.now,
		changed() {
			for (const listener of listeners) listener();
			told().postMessage("changed");
		},
	};
}

function indexedStore<E extends Waiting>(name: string, shape: StoredShape<E>): WaitingStore<E> {
	let opened: UseStore | undefined;
	const store = (): UseStore => {
		opened ??= createStore(name, "entries");
		return opened;
	};
	const read = (kept: object | null | undefined) => (kept ? shape.unwrap(kept).value : undefined);
	return {
		// An earlier version of Tocsin left nulls where it removed.
		all: async () => (await entries<string, object | null>(store())).flatMap(([, kept]) => read(kept) ?? []),
		change: (key, next) =>
			store()("readwrite", async (entry) => {
				const after = next(read(await promisifyRequest(entry.get(key))));
				if (after) entry.put(shape.wrap(after), key);
				else entry.delete(key);
				await promisifyRequest(entry.transaction);
			}),
	};
}

const isOld = ({ occurredAt }: Waiting): boolean => Date.now() - Date.parse(occurredAt) > STILL_FRESH_MS;

async function deliver(entry: Entry): Promise<Tried<Entry>> {
	if (entry.by.kind === "page") {
		const body = { occurredAt: entry.occurredAt };
		return deliveryByPage(entry, await callPage(entry.by.token, "acknowledge", body));
	}
	const path = `/incidents/${entry.incidentId}` as const;
	if (isOld(entry) && isAnotherEpoch(entry, await call("GET", path))) return refused("moved-on");
	return deliveryBySession(entry, await call("PUT", `${path}/acknowledgement`, { body: {} }));
}

async function deliverKept(kept: Kept): Promise<Tried<Kept>> {
	if ((await readDevice())?.userId !== kept.userId) return { kind: "undelivered", reached: true };
	const path = `/incidents/${kept.incidentId}` as const;
	if (kept.unless.length > 0 && isOld(kept)) {
		const reply = await call("GET", `${path}/timeline`);
		if (reply?.status !== 200) return deliveryOfKept(reply);
		const by = overtakenBy(kept, (reply.body as { items: TimelineEvent[] }).items);
		if (by) return { kind: "told", outcome: { kind: "overtaken", by }, stays: true };
	}
	const headers = { "idempotency-key": kept.key };
	return deliveryOfKept(await call(kept.method, `${path}/${kept.path}`, { body: kept.body, headers }));
}
