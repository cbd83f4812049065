import worker, * as shipped from "../../../worker/index.ts";
import { type Actor, actAs } from "./actors.ts";
import { copied } from "./copied.ts";
import type { Call } from "./ways.ts";

type Handler = (...args: never[]) => Promise<void>;
const tick = worker.scheduled as unknown as Handler;
type EntryClass = new (ctx: never, env: never) => object;
const ProbeRunner = shipped.ProbeRunner as unknown as EntryClass;
const WebhookRunner = shipped.WebhookRunner as unknown as EntryClass;
const TickPart = shipped.TickPart as unknown as EntryClass;
const ConfigurationPart = shipped.ConfigurationPart as unknown as EntryClass;

const TICK = "cron";
const TICK_PART = "part of a tick";
/** Actors that are invocations of a tick, and those that are a prober's. */
export const IN_TICK = [TICK, TICK_PART];
export const PROBE = "probe";

export interface Answer<Body = unknown> {
	status: number;
	body: Body;
}

/** What runs of the Worker itself: requests, the minute tick, and the stateless entries. */
export class Invocations {
	readonly #env: object;
	readonly #call: Call;
	readonly #alive = new Set<Actor>();
	readonly #broken: string[] = [];

	constructor(env: object, call: Call) {
		this.#env = env;
		this.#call = call;
	}

	/** What no promise was kept for: errors in work that went on after an answer. */
	get broken(): readonly string[] {
		return this.#broken;
	}

	broke(what: string, error: unknown): void {
		this.#broken.push(`${what}: ${String(error)}`);
	}

	kill(): void {
		for (const actor of this.#alive) actor.dead = true;
		this.#alive.clear();
	}

	forget(): void {
		this.kill();
		this.#broken.length = 0;
	}

	async answer(
		method: string,
		path: string,
		body: unknown,
		headers: Record<string, string>,
	): Promise<Answer> {
		const actor = this.#begin(`${method} ${path}`);
		const request = new Request(`http://localhost:8787${path}`, {
			method,
			headers: { "content-type": "application/json", ...headers },
			// What is text already is a form.
			body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body),
		});
		const response = await actAs(actor, () =>
			worker.fetch(request as never, this.#env as never, this.#context(actor) as never),
		);
		const text = await response.text();
		const isJson = (response.headers.get("content-type") ?? "").includes("json");
		this.#alive.delete(actor);
		return { status: response.status, body: isJson && text ? JSON.parse(text) : text };
	}

	async tick(scheduledTime: number): Promise<void> {
		const actor = this.#begin(TICK);
		const controller = { cron: "* * * * *", scheduledTime, noRetry() {} };
		await actAs(actor, () => tick(controller as never, this.#env as never, this.#context(actor) as never));
		this.#alive.delete(actor);
	}

	/** The stateless entries: each call is an invocation of its own. */
	readonly exports = {
		ProbeRunner: this.#entry(ProbeRunner, PROBE, ["run", "check"]),
		WebhookRunner: this.#entry(WebhookRunner, "a webhook's run", ["deliver"]),
		ConfigurationPart: this.#entry(ConfigurationPart, "a part of a file", ["write"]),
		TickPart: this.#entry(TickPart, TICK_PART, ["wake", "watches", "repeat"]),
	};

	#entry(ofClass: EntryClass, what: string, methods: string[]): object {
		const invoke = (method: string, args: unknown[]) => {
			const sent = copied(args);
			return this.#call("rpc", async () => {
				const actor = this.#begin(what);
				const entry = new ofClass(this.#context(actor) as never, this.#env as never);
				const run = (entry as Record<string, (...args: unknown[]) => unknown>)[method];
				return copied(await actAs(actor, () => run?.apply(entry, sent)));
			});
		};
		return Object.fromEntries(
			methods.map((method) => [method, (...args: unknown[]) => invoke(method, args)]),
		);
	}

	#begin(what: string): Actor {
		const actor = { what, dead: false };
		this.#alive.add(actor);
		return actor;
	}

	#context(actor: Actor): object {
		return {
			waitUntil: (work: Promise<unknown>) => {
				work.catch((error) => {
					if (!actor.dead) this.broke(actor.what, error);
				});
			},
			passThroughOnException() {},
			exports: this.exports,
			props: {},
		};
	}
}
