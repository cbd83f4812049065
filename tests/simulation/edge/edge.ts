import type { Actor } from "./actors.ts";
import type { AlarmFault } from "./alarm.ts";
import { CLASSES, countedDatabase, idOf, namespacesOf, snapshotsOf } from "./bindings.ts";
import { Clock } from "./clock.ts";
import { type Counts, countCommit, forgetCounts, noCounts } from "./counts.ts";
import { Dice } from "./dice.ts";
import { type Answer, IN_TICK, Invocations, PROBE } from "./invocations.ts";
import { EdgeObject } from "./object.ts";
import { Store } from "./sqlite.ts";
import { type Call, callsOver } from "./ways.ts";
import { type Link, Weather } from "./weather.ts";

/** What the simulated network says to a request; null never answers. */
export type Site = (request: Request, body: string) => Response | Promise<Response> | "broken" | null;

const DAY_MS = 86_400_000;

/** Where everything runs: objects, database, network and clock, all of them in this process and all of them virtual. */
export class Edge {
	readonly clock: Clock;
	readonly dice = new Dice();
	readonly weather: Weather;
	readonly counts: Counts = noCounts();
	readonly database = new Store(this.counts.database);
	readonly objects = new Map<string, EdgeObject>();
	readonly sites = new Map<string, Site>();
	readonly env: Record<string, unknown>;
	readonly snapshots = new Map<string, string>();
	readonly log: string[] = [];
	/** Tells of a request the moment it leaves. */
	onDeparture: (url: string, body: string) => void = () => {};
	/** Called after every event, when nothing runs any more. */
	onTurn: () => void = () => {};
	onAlarm: (object: EdgeObject) => void = () => {};
	alarmFault: (at: number) => AlarmFault | null = () => null;
	events = 0;
	/** Objects whose stores may have changed; whoever looks at them empties this. */
	readonly touched = new Set<EdgeObject>();
	readonly #call: Call;
	readonly #invocations: Invocations;
	readonly #asked = new WeakMap<Actor, { all: number; fetches: number }>();
	/** Objects that wrote in this turn: what an object writes between two waits is one commit. */
	readonly #written = new Set<EdgeObject>();

	constructor(startAt: number, settings: Record<string, string>) {
		this.clock = new Clock(startAt);
		this.weather = new Weather(this.dice);
		this.#call = callsOver(this.clock, this.weather, (caller, link) => this.#countOf(caller, link));
		const objects = {
			object: (kind: string, name: string) => this.object(kind, name),
			known: (id: string) => this.objects.get(id),
		};
		this.env = {
			...settings,
			...namespacesOf(objects, this.#call, this.counts),
			DB: countedDatabase(this.database, this.#call, this.counts),
			SNAPSHOTS: snapshotsOf(this.snapshots, this.#call, this.counts),
			ASSETS: { fetch: async () => new Response("not found", { status: 404 }) },
		};
		this.#invocations = new Invocations(this.env, this.#call);
	}

	/** What no promise was kept for: errors in work that went on after an answer. */
	broken(): readonly string[] {
		return this.#invocations.broken;
	}

	/** Forgets what was counted and told, and who was at work. What the code keeps by binding, it makes anew. */
	forget(): void {
		this.env.DB = countedDatabase(this.database, this.#call, this.counts);
		this.#invocations.forget();
		this.log.length = 0;
		this.events = 0;
		this.forgetCounts();
	}

	forgetCounts(): void {
		forgetCounts(this.counts);
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

	/** Lets time pass until this has an answer. Throws where none comes within a day: whoever was to answer was killed. */
	async until<Result>(work: Promise<Result>): Promise<Result> {
		let isDone = false;
		const done = () => {
			isDone = true;
		};
		work.then(done, done);
		await turn();
		const givenUpAt = this.clock.now + DAY_MS;
		while (!isDone) {
			const due = this.clock.take(givenUpAt);
			if (!due) throw new Error("nothing happens any more, and there is no answer");
			due.run();
			await turn();
			this.#commit();
		}
		return work;
	}

	#commit(): void {
		for (const { kind } of this.#written) countCommit(this.counts, kind);
		this.#written.clear();
	}

	/** One HTTP request to the Worker. Rejects when the way there or back was broken. */
	async http(
		method: string,
		path: string,
		body: unknown,
		headers: Record<string, string> = {},
	): Promise<Answer> {
		return this.#call("network", () => this.#invocations.answer(method, path, body, headers));
	}

	/** The minute tick. */
	tick(): Promise<void> {
		return this.#invocations.tick(this.clock.wall());
	}

	/** Everything that runs dies at once; storage and alarms stay. */
	kill(): void {
		this.#invocations.kill();
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
			exports: this.#invocations.exports,
			rows: this.counts.objects,
			wrote: (object) => this.#written.add(object),
			touched: (object) => this.touched.add(object),
			alarmSet: () => this.counts.alarmsSet++,
			rang: (object) => {
				this.counts.alarms++;
				this.onAlarm(object);
			},
			alarmFault: (at) => this.alarmFault(at),
			broke: (what, error) => this.#invocations.broke(what, error),
		});
		this.objects.set(id, made);
		return made;
	}

	ofKind(kind: string): EdgeObject[] {
		return [...this.objects.values()].filter((object) => object.kind === kind);
	}

	/** A request of the Worker or of an object to the world outside. */
	async fetch(request: Request, signal: AbortSignal | null): Promise<Response> {
		this.counts.fetches++;
		const body = request.body === null ? "" : await request.text();
		this.onDeparture(request.url, body);
		const answered = this.#call("network", () => {
			const site = this.sites.get(new URL(request.url).host);
			const answer = site ? site(request, body) : "broken";
			if (answer === "broken") throw new Error("Network connection lost.");
			return answer ?? new Promise<Response>(() => {});
		});
		if (!signal) return answered;
		const aborted = new Promise<never>((_, reject) => {
			if (signal.aborted) reject(signal.reason);
			signal.addEventListener("abort", () => reject(signal.reason));
		});
		return Promise.race([answered, aborted]);
	}

	#countOf(caller: Actor | undefined, link: Link): void {
		if (!caller) return;
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
}

/** Everything that can run without time passing has run: a tick comes when no promise is left to go on. */
function turn(): Promise<void> {
	return new Promise((resolve) => process.nextTick(resolve));
}
