import type { CastName } from "../support/cast.ts";
import { Acts } from "./acts.ts";
import { countFrom } from "./doubles/ulid.ts";
import { People, type Temper } from "./people.ts";
import type { SeenEvent } from "./witness/incident-record.ts";
import { Witness } from "./witness/witness.ts";
import { inWorld, type Shape, TARGET_HOST, type World, worldOf } from "./world.ts";

/** One request that left for somebody. */
export interface Left {
	at: number;
	name: string;
	incidentId: string;
	pageId: string;
	level: number;
	attempt: number;
	token: string;
	body: string;
}

/** A world in which a test says what happens, and when. Nobody does anything by themselves. */
export interface Scene {
	world: World;
	witness: Witness;
	people: People;
	acts: Acts;
	left: Left[];
	/** Lets seconds pass. With the minute tick unless it was stopped. */
	pass(seconds: number): Promise<void>;
	/** Lets time pass until this has an answer. */
	answer<Result>(work: Promise<Result>): Promise<Result>;
	/** The one incident, once there is one. */
	incident(): string;
	events(id?: string): SeenEvent[];
	types(id?: string): string[];
	/** Whether the target of a monitor works; for one region or for all. */
	works(monitor: number, works: boolean, region?: string): void;
	/** How long targets take to answer a region. */
	slow: Map<string, number>;
	stopTicks(): void;
}

const SILENT: Temper = { hesitatesMs: null, act: "acknowledge", taps: 1, receipts: true };

let scenes = 0;

/** Plays a scene to its end, and says what any bystander would object to. */
export async function play(
	shape: Shape,
	seed: number,
	scene: (scene: Scene) => Promise<void>,
): Promise<Witness> {
	const world = await worldOf(shape);
	world.rewind();
	countFrom(world.idsFrom);
	world.edge.dice.reseed(seed);
	world.edge.env.VAPID_PUBLIC_KEY = `a scene ${++scenes}`;
	return inWorld(world.edge, async () => {
		const { made, witness } = stage(world);
		await scene(made);
		return witness;
	});
}

function stage(world: World): { made: Scene; witness: Witness } {
	const { edge } = world;
	const witness = new Witness(world);
	const people = new People(world, { ana: { ...SILENT }, bo: { ...SILENT }, chidi: { ...SILENT } });
	const acts = new Acts(world, witness, people);
	const left: Left[] = [];
	const judge = edge.onDeparture;
	edge.onDeparture = (url, body) => {
		judge(url, body);
		const one = leftOf(url, body, edge.clock.wall());
		if (one) left.push(one);
	};
	edge.alarmFault = () => null;
	const down = new Set<string>();
	const slow = new Map<string, number>();
	edge.sites.set(TARGET_HOST, (request) => {
		const monitor = new URL(request.url).pathname.slice(1);
		const region = request.headers.get("tocsin-region") ?? "";
		const isDown = down.has(`${monitor}/all`) || down.has(`${monitor}/${region}`);
		const answer = new Response("", { status: isDown ? 503 : 200 });
		return later(edge, slow.get(region) ?? 0, answer);
	});
	for (const id of world.monitors) witness.monitors.becomes(id, true);
	let ticks = true;
	const tick = () => {
		if (!ticks) return;
		void edge.tick();
		edge.clock.plan(60_000, "tick", tick);
	};
	edge.clock.plan(30_000, "tick", tick);
	const incident = () => {
		const [first] = edge.ofKind("INCIDENT").filter(({ name }) => witness.incidents.has(name));
		if (!first) throw new Error("there is no incident");
		return first.name;
	};
	const events = (id = incident()) =>
		edge
			.object("INCIDENT", id)
			.store.peek("SELECT * FROM events ORDER BY seq")
			.map(
				(row) =>
					({
						...row,
						actor: JSON.parse(String(row.actor)),
						data: JSON.parse(String(row.data)),
					}) as unknown as SeenEvent,
			);
	const made: Scene = {
		world,
		witness,
		people,
		acts,
		left,
		pass: (seconds) => edge.pass(seconds * 1_000),
		answer: (work) => edge.until(work).finally(() => witness.afterEvent()),
		incident,
		events,
		types: (id) => events(id).map(({ type }) => type),
		works(monitor, works, region = "all") {
			const name = `${monitor}/${region}`;
			if (works) down.delete(name);
			else down.add(name);
			witness.monitors.becomes(world.monitors[monitor]!, works, region === "all");
		},
		slow,
		stopTicks: () => {
			ticks = false;
		},
	};
	return { made, witness };
}

function later(edge: World["edge"], ms: number, answer: Response): Response | Promise<Response> {
	if (ms === 0) return answer;
	return new Promise((resolve) => void edge.clock.plan(ms, "a slow answer", () => resolve(answer)));
}

function leftOf(url: string, body: string, at: number): Left | null {
	if (!body.startsWith("{")) return null;
	const value = JSON.parse(body);
	const data = value.notification?.data ?? (value.type === "page" ? value.data : null);
	if (!data?.pageId) return null;
	const { incidentId, pageId, level, attempt, token } = data;
	return { at, name: url.split("/").at(-1) ?? "", incidentId, pageId, level, attempt, token, body };
}

/** Who was asked for help, in order. */
export function names(left: Left[]): string[] {
	return left.map(({ name }) => name);
}

export type { CastName };
