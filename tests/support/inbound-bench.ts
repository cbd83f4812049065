/** The service Checkout with its ways in, on the entry whose incidents only write down what they are told. */
import { makeIntegrationKey } from "../../worker/alerts/integrations/integration-key.ts";
import type { Faults } from "../entries/inbound-faults.ts";
import { type Instance, startInstance } from "./instance.ts";

export const CHECKOUT_ID = "svc_01J0000000000000000000000A";
const KINDS = ["events-v2", "alertmanager", "generic"] as const;
export type Kind = (typeof KINDS)[number];

export interface InboundBench {
	instance: Instance;
	/** One key of each kind, and a second one for events. */
	keys: Record<Kind | "second", string>;
	ids: Record<Kind | "second", string>;
	/** Calls a method of an object. */
	ask<T>(
		binding: "DESK" | "INCIDENT" | "VAULT",
		name: string,
		method: string,
		...args: unknown[]
	): Promise<T>;
	desk<T>(method: string, ...args: unknown[]): Promise<T>;
	/** From now on this is broken, and nothing else. */
	breaks(faults: Faults): Promise<void>;
	incidents(): Promise<Heard[]>;
	/** Sends one PagerDuty event for a deduplication key. */
	send(dedupKey: string, more?: object): Promise<{ status: number; body: Record<string, unknown> }>;
	post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
}

export interface Heard {
	id: string;
	title: string;
	severity: string;
	state: "triggered" | "acknowledged" | "resolved";
	told: string[];
}

export async function startInboundBench(): Promise<InboundBench> {
	const instance = await startInstance({ entry: "inbound" });
	const { keys, ids } = await seed(instance);
	const post = (path: string, body: unknown, headers = {}) =>
		fetch(new URL(path, instance.url), {
			method: "POST",
			headers: { "content-type": "application/json", ...headers },
			body: typeof body === "string" ? body : JSON.stringify(body),
		});
	const ask = async <T>(...call: unknown[]): Promise<T> => {
		const [binding, name, method, ...args] = call;
		const answer = await post("/test", [binding, name, method, args]);
		if (!answer.ok) throw new Error(`${method}: ${answer.status} ${await answer.text()}`);
		return ((await answer.json()) as { value: T }).value;
	};
	return {
		instance,
		keys,
		ids,
		post,
		ask,
		desk: (method, ...args) => ask("DESK", CHECKOUT_ID, method, ...args),
		async breaks(faults) {
			await post("/faults", faults);
		},
		async incidents() {
			const names = await ask<string[]>("VAULT", "vault", "names", "incident:");
			return Promise.all(
				names.map(async (id) => ({ id, ...(await ask<Omit<Heard, "id">>("INCIDENT", id, "memory")) })),
			);
		},
		async send(dedupKey, more = {}) {
			const payload = { summary: `${dedupKey} is failing`, source: "checkout-1", severity: "critical" };
			const event = { routing_key: keys["events-v2"], event_action: "trigger", dedup_key: dedupKey, payload };
			const answer = await post("/v2/enqueue", { ...event, ...more });
			return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
		},
	};
}

/** Straight into D1, since this entry has no API. */
async function seed(instance: Instance) {
	const db = await instance.database();
	const insert = (sql: string, ...values: unknown[]) => db.prepare(sql).bind(...values);
	const made = { ...freshKeys(), second: makeIntegrationKey(CHECKOUT_ID) };
	await db.batch([
		insert(
			"INSERT INTO policies (id, version, created_at, updated_at, name, levels, repeat) VALUES ('pol_1', 1, 0, 0, 'Shop', ?, 0)",
			'[{"targets":[{"kind":"user","id":"usr_1"}],"escalateAfterSeconds":300}]',
		),
		insert(
			`INSERT INTO services (id, created_at, updated_at, name, escalation_policy_id, default_severity, depends_on,
			runbook_ids, ack_timeout_seconds, reopen_window_seconds, smoke_checks, links)
			VALUES (?, 0, 0, 'Checkout', 'pol_1', 'P2', '[]', '[]', 1800, 300, '[]', '[]')`,
			CHECKOUT_ID,
		),
		...Object.entries(made).map(([name, { keyHash }]) =>
			insert(
				"INSERT INTO integrations VALUES (?, 1, 0, 0, ?, ?, ?, ?, 0)",
				...[`int_${name}`, CHECKOUT_ID, name === "second" ? "events-v2" : name, name, keyHash],
			),
		),
	]);
	const names = Object.keys(made) as (Kind | "second")[];
	return {
		keys: Object.fromEntries(names.map((name) => [name, made[name].key])) as InboundBench["keys"],
		ids: Object.fromEntries(names.map((name) => [name, `int_${name}`])) as InboundBench["ids"],
	};
}

function freshKeys() {
	const entries = KINDS.map((kind) => [kind, makeIntegrationKey(CHECKOUT_ID)] as const);
	return Object.fromEntries(entries) as Record<Kind, { key: string; keyHash: string }>;
}

/** Runs so many jobs, never more than `atOnce` at a time. */
export async function inParallel(
	jobs: number,
	atOnce: number,
	run: (i: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	const lane = async () => {
		while (next < jobs) await run(next++);
	};
	await Promise.all(Array.from({ length: atOnce }, lane));
}
