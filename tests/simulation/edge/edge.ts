import worker, * as shipped from "../../../worker/index.ts";
import { type Actor, actAs, actorNow } from "./actors.ts";
import type { AlarmFault } from "./alarm.ts";
import { Clock } from "./clock.ts";
import { databaseOf } from "./database.ts";
import { Dice } from "./dice.ts";
import { connectionLost, EdgeObject, type ObjectClass } from "./object.ts";
import { Store } from "./sqlite.ts";
import { type Link, Weather } from "./weather.ts";

type Handler = (...args: never[]) => Promise<void>;
const tick = worker.scheduled as unknown as Handler;
const TickPart = shipped.TickPart as unknown as new (ctx: never, env: never) => shipped.TickPart;
const ProbeRunner = shipped.ProbeRunner as unknown as new (ctx: never, env: never) => shipped.ProbeRunner;

const CLASSES: Record<string, ObjectClass> = {
	INCIDENT: shipped.Incident as unknown as ObjectClass,
	DESK: shipped.Desk as unknown as ObjectClass,
	WATCH: shipped.Watch as unknown as ObjectClass,
	PROBER: shipped.Prober as unknown as ObjectClass,
	LIVE: shipped.Live as unknown as ObjectClass,
	PUBLICATION: shipped.Publication as unknown as ObjectClass,
	VAULT: shipped.Vault as unknown as ObjectClass,
};

/** Units that the platform bills or bounds, counted. */
export interface Counts {
	requests: number;
	/** The same by what was called: `WATCH.report` for example. */
	calls: Record<string, number>;
	/** The most calls that one invocation of a minute tick made: of objects, the database, storage and the outside. */
	mostOfATick: number;
	/** The most calls that one invocation of a prober made, and how many of these went to the outside. */
	mostOfAProbe: number;
	mostFetchesOfAProbe: number;
	alarms: number;
	objects: { read: number; written: number };
	database: { read: number; written: number; calls: number };
	kvWrites: number;
	fetches: number;
	/** What a disk must have before anybody is answered: an object's writes of one turn, a batch of the database. */
	commits: number;
}

export interface Answer<Body = unknown> {
	status: number;
	body: Body;
}

const TICK_PART = "part of a tick";
const PROBE = "probe";
const IN_TICK = ["cron", TICK_PART];

/** A connection that says nothing is given up by the platform after this long. */
const SILENCE_MS = 60_000;

/** What the simulated network says to a request; null never answers. */
export type Site = (request: Request, body: string) => Response | Promise<Response> | "broken" | null;

/** Where everything runs: objects, database, network and clock, all of them in this process and all of them virtual. */
export class Edge {
	readonly clock: Clock;
	readonly dice = new Dice();
	readonly weather: Weather;
	readonly database: Store;
	readonly objects = new Map<string, EdgeObject>();
	readonly sites = new Map<string, Site>();
	readonly env: Record<string, unknown>;
	readonly counts: Counts = {
		requests: 0,
		calls: {},
		mostOfATick: 0,
		mostOfAProbe: 0,
		mostFetchesOfAProbe: 0,
		alarms: 0,
		objects: { read: 0, written: 0 },
		database: { read: 0, written: 0, calls: 0 },
		kvWrites: 0,
		fetches: 0,
		commits: 0,
	};
	readonly snapshots = new Map<string, string>();
	readonly log: string[] = [];
	/** Tells of a request the moment it leaves. */
	onDeparture: (url: string, body: string) => void = () => {};
	/** Called after every event, when nothing runs any more. */
	onTurn: () => void = () => {};
	onAlarm: (object: EdgeObject) => void = () => {};
	alarmFault: () => AlarmFault | null = () => null;
	events = 0;
	readonly #workers = new Set<Actor>();
	readonly #asked = new WeakMap<Actor, { all: number; fetches: number }>();
	/** Objects that wrote in this turn: what an object writes between two waits is one commit. */
	readonly #written = new Set<EdgeObject>();
	readonly #broken: string[] = [];

	constructor(startAt: number, settings: Record<string, string>) {
		this.clock = new Clock(startAt);
		this.weather = new Weather(this.dice);
		this.database = new Store(this.counts.database);
		this.env = { ...settings, ...this.#bindings() };
	}

	/** What no promise was kept for: errors in work that went on after an answer. */
	broken(): readonly string[] {
		return this.#broken;
	}

	/** Forgets what was counted and told, and who was at work. What the code keeps by binding, it makes anew. */
	forget(): void {
		this.env.DB = this.#database();
		for (const actor of this.#workers) actor.dead = true;
		this.#workers.clear();
		this.#broken.length = 0;
		this.log.length = 0;
		this.events = 0;
		this.forgetCounts();
	}

	forgetCounts(): void {
		Object.assign(this.counts, {
			requests: 0,
			calls: {},
			mostOfATick: 0,
			mostOfAProbe: 0,
			mostFetchesOfAProbe: 0,
			alarms: 0,
			kvWrites: 0,
			fetches: 0,
			commits: 0,
		});
		Object.assign(this.counts.objects, { read: 0, written: 0 });
		Object.assign(this.counts.database, { read: 0, written: 0, calls: 0 });
	}

	/** Lets `ms` pass. Every event runs until nothing more can run without time passing. */
	async pass(ms: number): Promise<void> {
		const until = this.clock.now + ms;
		for (let due = this.clock.take(until); due; due = this.clock.take(until)) {
			due.run();
			await turn();
			this.#commit();
			this.events++;
			this.onTurn();
		}
	}

	/** Lets time pass until this has an answer. */
	async until<Result>(work: Promise<Result>): Promise<Result> {
		let isDone = false;
		const done = () => {
			isDone = true;
		};
		work.then(done, done);
		await turn();
		while (!isDone) {
			const due = this.clock.take(Number.POSITIVE_INFINITY);
			if (!due) throw new Error("nothing happens any more, and there is no answer");
			due.run();
			await turn();
			this.#commit();
		}
		return work;
	}

	#commit(): void {
		this.counts.commits += this.#written.size;
		this.#written.clear();
	}

	/** One HTTP request to the Worker. Rejects when the way there or back was broken. */
	async http(
		method: string,
		path: string,
		body: unknown,
		headers: Record<string, string> = {},
	): Promise<Answer> {
		return this.#call("network", () => this.#answer(method, path, body, headers));
	}

	/** The minute tick. */
	async tick(): Promise<void> {
		const actor = this.#worker("cron");
		const controller = { cron: "* * * * *", scheduledTime: this.clock.wall(), noRetry() {} };
		await actAs(actor, () => tick(controller as never, this.env as never, this.#context(actor) as never));
		this.#workers.delete(actor);
	}

	/** Everything that runs dies at once; storage and alarms stay. */
	kill(): void {
		for (const actor of this.#workers) actor.dead = true;
		this.#workers.clear();
		for (const object of this.objects.values()) object.die();
		for (const object of this.objects.values()) object.alarm.replan();
	}

	/** Sets the wall clock; alarms ring by it. */
	stepClock(byMs: number): void {
		this.clock.step(byMs);
		for (const object of this.objects.values()) object.alarm.replan();
	}

	object(kind: string, name: string): EdgeObject {
		const id = idOf(kind, name);
		const known = this.objects.get(id);
		if (known) return known;
		const ofClass = CLASSES[kind];
		if (!ofClass) throw new Error(`no class for ${kind}`);
		const made = new EdgeObject(kind, name, id, ofClass, {
			clock: this.clock,
			env: this.env,
			exports: this.#exports(),
			rows: this.counts.objects,
			wrote: (object) => this.#written.add(object),
			rang: (object) => {
				this.counts.alarms++;
				this.onAlarm(object);
			},
			alarmFault: () => this.alarmFault(),
			broke: (what, error) => this.#broken.push(`${what}: ${String(error)}`),
		});
		this.objects.set(id, made);
		return made;
	}

	ofKind(kind: string): EdgeObject[] {
		return [...this.objects.values()].filter((object) => object.kind === kind);
	}

	/** A request of the Worker or of an object to the world outside. */
	async fetch(request: Request): Promise<Response> {
		this.counts.fetches++;
		const { signal } = request;
		const body = request.body === null ? "" : await request.text();
		this.onDeparture(request.url, body);
		const answered = this.#call("network", () => {
			const site = this.sites.get(new URL(request.url).host);
			const answer = site ? site(request, body) : "broken";
			if (answer === "broken") throw new Error("Network connection lost.");
			return answer ?? new Promise<Response>(() => {});
		});
		const aborted = new Promise<never>((_, reject) => {
			if (signal.aborted) reject(signal.reason);
			signal.addEventListener("abort", () => reject(signal.reason));
		});
		return Promise.race([answered, aborted]);
	}

	async #answer(
		method: string,
		path: string,
		body: unknown,
		headers: Record<string, string>,
	): Promise<Answer> {
		const actor = this.#worker(`${method} ${path}`);
		const request = new Request(`http://localhost:8787${path}`, {
			method,
			headers: { "content-type": "application/json", ...headers },
			body: body === undefined ? null : JSON.stringify(body),
		});
		const response = await actAs(actor, () =>
			worker.fetch(request as never, this.env as never, this.#context(actor) as never),
		);
		const text = await response.text();
		const isJson = (response.headers.get("content-type") ?? "").includes("json");
		this.#workers.delete(actor);
		return { status: response.status, body: isJson && text ? JSON.parse(text) : text };
	}

	#worker(what: string): Actor {
		const actor = { what, dead: false };
		this.#workers.add(actor);
		return actor;
	}

	#context(actor: Actor): object {
		return {
			waitUntil: (work: Promise<unknown>) => {
				work.catch((error) => {
					if (!actor.dead) this.#broken.push(`${actor.what}: ${String(error)}`);
				});
			},
			passThroughOnException() {},
			exports: this.#exports(),
			props: {},
		};
	}

	/** There, at work, and back: with the delays and faults of this link. Nobody tells the dead. */
	#call<Result>(link: Link, work: () => Result | Promise<Result>, slowMs = 0): Promise<Result> {
		const caller = actorNow();
		if (caller) this.#countOf(caller, link);
		const fate = this.weather.fate(link);
		return new Promise((resolve, reject) => {
			const back = (settle: () => void) => {
				this.clock.plan(fate.lost === "silence" ? SILENCE_MS : fate.backMs, `${link} back`, () => {
					if (!caller?.dead) settle();
				});
			};
			this.clock.plan(fate.thereMs + slowMs, `${link} there`, async () => {
				if (fate.lost === "request") return back(() => reject(lostOn(link)));
				try {
					const value = await work();
					if (fate.lost !== "no") back(() => reject(lostOn(link)));
					else back(() => resolve(value));
				} catch (error) {
					back(() => reject(error));
				}
			});
		});
	}

	#countOf(caller: Actor, link: Link): void {
		const { counts } = this;
		const own = this.#asked.get(caller) ?? { all: 0, fetches: 0 };
		this.#asked.set(caller, own);
		own.all++;
		if (link === "network") own.fetches++;
		if (IN_TICK.includes(caller.what)) counts.mostOfATick = Math.max(counts.mostOfATick, own.all);
		if (caller.what !== PROBE) return;
		counts.mostOfAProbe = Math.max(counts.mostOfAProbe, own.all);
		counts.mostFetchesOfAProbe = Math.max(counts.mostFetchesOfAProbe, own.fetches);
	}

	#bindings(): Record<string, unknown> {
		const namespaces = Object.keys(CLASSES).map((kind) => [kind, this.#namespace(kind)] as const);
		return {
			...Object.fromEntries(namespaces),
			DB: this.#database(),
			SNAPSHOTS: {
				get: (key: string) => this.#call("kv", () => this.snapshots.get(key) ?? null),
				put: (key: string, value: string) =>
					this.#call("kv", () => {
						this.counts.kvWrites++;
						this.snapshots.set(key, value);
					}),
			},
			ASSETS: { fetch: async () => new Response("not found", { status: 404 }) },
		};
	}

	#database(): object {
		return databaseOf(this.database, (work) => {
			this.counts.database.calls++;
			return this.#call("database", () => {
				const before = this.counts.database.written;
				const result = work();
				if (this.counts.database.written > before) this.counts.commits++;
				return result;
			});
		});
	}

	#namespace(kind: string): object {
		return {
			idFromName: (name: string) => ({ name, toString: () => idOf(kind, name) }),
			idFromString: (id: string) => {
				const known = this.objects.get(id);
				if (!known) throw new Error(`no object ${id}`);
				return { name: known.name, toString: () => id };
			},
			get: ({ name }: { name: string }) => this.#stub(this.object(kind, name)),
		};
	}

	/** Calls and answers are copies, and every call may meet a fault on the way. */
	#stub(object: EdgeObject): object {
		return new Proxy(
			{},
			{
				get: (_target, method) => {
					if (typeof method !== "string" || method === "then") return undefined;
					return (...args: unknown[]) => {
						const sent = structuredClone(args);
						this.counts.requests++;
						const called = `${object.kind}.${method}`;
						this.counts.calls[called] = (this.counts.calls[called] ?? 0) + 1;
						const work = async () => structuredClone(await object.call(method, sent));
						return this.#call("rpc", work, object.slowMs);
					};
				},
			},
		);
	}

	/** The stateless entries: each call is an invocation of its own. */
	#exports(): object {
		return {
			ProbeRunner: this.#entry(ProbeRunner, PROBE, ["run", "check"]),
			TickPart: this.#entry(TickPart, TICK_PART, ["wake", "repeat"]),
		};
	}

	#entry(ofClass: new (ctx: never, env: never) => object, what: string, methods: string[]): object {
		const invoke = (method: string, args: unknown[]) => {
			const sent = structuredClone(args);
			return this.#call("rpc", async () => {
				const actor = this.#worker(what);
				const entry = new ofClass(this.#context(actor) as never, this.env as never);
				const run = (entry as Record<string, (...args: unknown[]) => unknown>)[method];
				const answer = await actAs(actor, () => run?.apply(entry, sent));
				return structuredClone(answer);
			});
		};
		return Object.fromEntries(
			methods.map((method) => [method, (...args: unknown[]) => invoke(method, args)]),
		);
	}
}

function lostOn(link: Link): Error {
	return link === "database" ? new Error("D1_ERROR: Network connection lost.") : connectionLost();
}

/** Everything that can run without time passing has run: a tick comes when no promise is left to go on. */
export function turn(): Promise<void> {
	return new Promise((resolve) => process.nextTick(resolve));
}

/** The same for the same name, in the form of an object's id. */
export function idOf(kind: string, name: string): string {
	let hash = 0x811c_9dc5;
	for (const char of `${kind}/${name}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x0100_0193) >>> 0;
	return `${kind.toLowerCase()}-${hash.toString(16).padStart(8, "0")}-${name}`;
}
