import { keepKeys, takeLease } from "../../db/configuration/keys.ts";
import type { Env } from "../platform/env.ts";
import type { IdKind } from "../platform/rules/id.ts";
import type { PartDone, PartOfPlan } from "./rpc.ts";
import { isEntry } from "./rules/entry.ts";
import { type Step, withRealIds } from "./rules/steps.ts";

export const LEASE_MS = 60_000;

/** Our own API, as anybody calls it: each resource checks and records what is written to it. */
export type CallApi = (request: Request) => Promise<Response>;

/** Makes the calls one after the other and stops at the first that is refused. */
export async function writePart(env: Env, call: CallApi, part: PartOfPlan): Promise<PartDone> {
	const done: PartDone = { done: 0, failure: null, ids: { ...part.ids }, secrets: [], keys: [] };
	const now = Date.now();
	if (!(await takeLease(env.DB, part.holder, now, now + LEASE_MS)))
		return { ...done, failure: "It took too long, and somebody else is applying a file now." };
	for (const step of part.steps) {
		done.failure = await take(call, part, step, done);
		if (done.failure !== null) break;
		done.done++;
	}
	await keepKeys(env.DB, done.keys);
	return done;
}

/** Whose address is where others send to, and not where we do. */
const WAYS_IN: IdKind[] = ["integration", "monitor"];

/** Why it was refused; null when it is done. */
async function take(call: CallApi, part: PartOfPlan, step: Step, done: PartDone): Promise<string | null> {
	const { method, body, version, makes } = step;
	const request = new Request(part.origin + withRealIds(step.path, done.ids), {
		method,
		headers: {
			...part.headers,
			...(body && { "content-type": "application/json" }),
			...(version !== null && { "if-match": `"${version}"` }),
		},
		body: body && JSON.stringify(withRealIds(body, done.ids)),
	});
	const response = await call(request);
	const answer: unknown = response.status === 204 ? null : await response.json();
	// What is gone already need not be deleted.
	if (method === "DELETE" && response.status === 404) return null;
	if (!response.ok) return failureOf(response.status, answer);
	if (!makes || !isEntry(answer)) return null;
	const id = String(answer.id);
	done.ids[makes.standIn] = id;
	done.keys.push({ kind: makes.kind, key: makes.key, id });
	const secret = answer.key ?? answer.secret;
	const url = typeof answer.url === "string" && WAYS_IN.includes(makes.kind) ? answer.url : null;
	if (typeof secret === "string") done.secrets.push({ item: step.item, secret, url });
	return null;
}

function failureOf(status: number, answer: unknown): string {
	if (status === 412) return "Somebody else changed this in the meantime.";
	const detail = isEntry(answer) && typeof answer.detail === "string" ? answer.detail : `answered ${status}`;
	const errors = isEntry(answer) && Array.isArray(answer.errors) ? answer.errors : [];
	const pointers = errors.flatMap((error) => (isEntry(error) ? [`${error.pointer}: ${error.message}`] : []));
	return pointers.length > 0 ? pointers.join("; ") : detail;
}
