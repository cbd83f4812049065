import * as shipped from "../../../worker/index.ts";
import { copied } from "./copied.ts";
import { type Counts, countCommit } from "./counts.ts";
import { databaseOf } from "./database.ts";
import type { EdgeObject, ObjectClass } from "./object.ts";
import type { Store } from "./sqlite.ts";
import type { Call } from "./ways.ts";

export const CLASSES: Record<string, ObjectClass> = {
	INCIDENT: shipped.Incident as unknown as ObjectClass,
	DESK: shipped.Desk as unknown as ObjectClass,
	WATCH: shipped.Watch as unknown as ObjectClass,
	PROBER: shipped.Prober as unknown as ObjectClass,
	LIVE: shipped.Live as unknown as ObjectClass,
	PUBLICATION: shipped.Publication as unknown as ObjectClass,
	SUBSCRIBERS: shipped.Subscribers as unknown as ObjectClass,
	BUNDLES: shipped.Bundles as unknown as ObjectClass,
	VAULT: shipped.Vault as unknown as ObjectClass,
};

/** Where calls of objects go. */
export interface Objects {
	object(kind: string, name: string): EdgeObject;
	known(id: string): EdgeObject | undefined;
}

/** What the code finds by the names of objects' classes. */
export function namespacesOf(objects: Objects, call: Call, counts: Counts): Record<string, object> {
	return Object.fromEntries(Object.keys(CLASSES).map((kind) => [kind, namespaceOf(kind)]));

	function namespaceOf(kind: string): object {
		return {
			idFromName: (name: string) => ({ name, toString: () => idOf(kind, name) }),
			idFromString: (id: string) => {
				const known = objects.known(id);
				if (!known) throw new Error(`no object ${id}`);
				return { name: known.name, toString: () => id };
			},
			get: ({ name }: { name: string }) => stubOf(objects.object(kind, name)),
		};
	}

	/** Calls and answers are copies, and every call may meet a fault on the way. */
	function stubOf(object: EdgeObject): object {
		const ask = (method: string, args: unknown[]) => {
			const sent = copied(args);
			counts.requests++;
			const called = `${object.kind}.${method}`;
			counts.calls[called] = (counts.calls[called] ?? 0) + 1;
			const work = async () => copied(await object.call(method, sent));
			return call("rpc", work, object.slowMs, object.slowBackMs);
		};
		return new Proxy(
			{},
			{
				get: (_target, method) => {
					if (typeof method !== "string" || method === "then") return undefined;
					return (...args: unknown[]) => ask(method, args);
				},
			},
		);
	}
}

/** The database of the Worker. What the code keeps by this binding, it makes anew with another. */
export function countedDatabase(store: Store, call: Call, counts: Counts): object {
	return databaseOf(store, (work) => {
		counts.database.calls++;
		return call("database", () => {
			const before = counts.database.written;
			const result = work();
			if (counts.database.written > before) countCommit(counts, "DB");
			return result;
		});
	});
}

export function snapshotsOf(snapshots: Map<string, string>, call: Call, counts: Counts): object {
	return {
		get: (key: string) => call("kv", () => snapshots.get(key) ?? null),
		put: (key: string, value: string) =>
			call("kv", () => {
				counts.kvWrites++;
				snapshots.set(key, value);
			}),
	};
}

const ids = new Map<string, string>();

/** The same for the same name, in the form of an object's id. */
export function idOf(kind: string, name: string): string {
	const key = `${kind}/${name}`;
	const known = ids.get(key);
	if (known !== undefined) return known;
	const id = madeId(kind, name);
	ids.set(key, id);
	return id;
}

function madeId(kind: string, name: string): string {
	let hash = 0x811c_9dc5;
	for (const char of `${kind}/${name}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x0100_0193) >>> 0;
	return `${kind.toLowerCase()}-${hash.toString(16).padStart(8, "0")}-${name}`;
}
