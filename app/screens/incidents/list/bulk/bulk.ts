/** One command to many incidents, each by itself: some may be refused, and none is given twice. */
import { createSignal } from "solid-js";
import { api, CHECKING_PATIENCE_MS, failureWords, type Result } from "../../../../state/api.ts";
import type { Incident } from "../../../../state/wire.ts";

/** What is asked of one of them. */
export interface BulkCall {
	method: "PUT" | "POST";
	path: string;
	body: object;
}

export interface NotDone {
	incident: Incident;
	why: string;
}

type Send = (id: string, call: BulkCall, key: string) => Promise<Result<unknown>>;

/** A resolve runs checks first, so that one after the other takes too long; all at once is too much for a small server. */
const AT_ONCE = 3;

const send: Send = (id, { method, path, body }, idempotencyKey) =>
	api(method, `/incidents/${id}/${path}`, body, { idempotencyKey, patienceMs: CHECKING_PATIENCE_MS });

/**
 * `run` goes through those that are not done. Who tries again after an answer was lost sends the same key with the same
 * request, so that it happens once; what has happened is not asked for again.
 */
export function bulk(
	items: readonly Incident[],
	{ ask = send, newKey = () => crypto.randomUUID() }: { ask?: Send; newKey?: () => string } = {},
) {
	const [busy, setBusy] = createSignal(false);
	const [done, setDone] = createSignal<ReadonlySet<string>>(new Set<string>());
	const [notDone, setNotDone] = createSignal<NotDone[]>([]);
	const keys = new Map<string, string>();
	const keyFor = (what: string) => {
		const key = keys.get(what) ?? newKey();
		keys.set(what, key);
		return key;
	};
	const one = async (incident: Incident, call: BulkCall): Promise<NotDone[]> => {
		const answer = await ask(incident.id, call, keyFor(`${incident.id} ${JSON.stringify(call)}`));
		if (!answer.ok) return [{ incident, why: failureWords(answer) }];
		setDone(new Set([...done(), incident.id]));
		return [];
	};
	return {
		...{ busy, notDone },
		done: () => done().size,
		/** `callOf` answers null for what nothing is asked of. Answers whether all of them are done. */
		async run(callOf: (incident: Incident) => BulkCall | null): Promise<boolean> {
			if (busy()) return false;
			setBusy(true);
			setNotDone([]);
			const waiting = items.flatMap((incident) => {
				const call = done().has(incident.id) ? null : callOf(incident);
				return call ? [{ incident, call }] : [];
			});
			const work = async () => {
				for (let next = waiting.shift(); next; next = waiting.shift()) {
					const failed = await one(next.incident, next.call);
					if (failed.length > 0) setNotDone([...notDone(), ...failed]);
				}
			};
			await Promise.all(Array.from({ length: AT_ONCE }, work));
			setBusy(false);
			return notDone().length === 0;
		},
	};
}

/** "3 incidents resolved", "2 of 3 incidents resolved". */
export function bulkWords(done: number, all: number, past: string): string {
	const of = done === all ? `${all}` : `${done} of ${all}`;
	return `${of} ${all === 1 ? "incident" : "incidents"} ${past}`;
}
