import type { CastName } from "../support/cast.ts";
import { Acts } from "./acts.ts";
import { countFrom } from "./doubles/ulid.ts";
import type { Trouble } from "./edge/weather.ts";
import { People } from "./people.ts";
import { Receivers } from "./receivers.ts";
import { SHAPES } from "./shapes.ts";
import { CALM_S, type Story, type Turn } from "./story.ts";
import { finalLook } from "./witness/final.ts";
import type { Violation } from "./witness/invariants.ts";
import { Witness } from "./witness/witness.ts";
import { inWorld, TARGET_HOST, type World, worldOf } from "./world.ts";

const MINUTE_MS = 60_000;
/** How long a night goes on after its last turn, when nothing excuses lateness any more. */
const LAST_LOOK_MS = 20_000;
let nights = 0;

export interface NightReport {
	violations: Violation[];
	events: number;
	incidents: number;
	pages: number;
	counts: World["edge"]["counts"];
	log: string[];
	/** Every event of every timeline, until the next night begins: two lives of one night are the same to the letter. */
	timelines: () => string;
}

/** Lives through a night, from its world as it was built. */
export async function liveThrough(story: Story, stopAtFirst = true): Promise<NightReport> {
	const world = await worldOf(SHAPES[story.shape]!);
	world.rewind();
	countFrom(world.idsFrom);
	// What the code keeps for the whole process by this key, it makes anew in every night.
	world.edge.env.VAPID_PUBLIC_KEY = `simulated ${++nights}`;
	world.edge.dice.reseed(story.seed);
	return inWorld(world.edge, () => night(world, story, stopAtFirst));
}

async function night(world: World, story: Story, stopAtFirst: boolean): Promise<NightReport> {
	const { edge } = world;
	const witness = new Witness(world);
	const people = new People(world, structuredClone(story.tempers));
	const acts = new Acts(world, witness, people);
	edge.alarmFault = () => null;
	const failing = failingTargets(world, witness);
	const receivers = new Receivers(edge, () => failing.heal());
	witness.runs.facts.clear();
	for (const [i, id] of world.remediations.entries()) {
		const { coolDownSeconds, maxRunsPerHour = 4 } = world.shape.remediations?.[i] ?? {};
		const coolDownMs = Number(coolDownSeconds) * 1_000;
		witness.runs.facts.set(id, { coolDownMs, maxRunsPerHour: Number(maxRunsPerHour) });
	}
	for (const turn of story.turns) begin({ turn, world, witness, people, acts, failing, receivers });
	const cron = cronOf(world, story);
	const begunAt = edge.clock.now;
	const endAt = begunAt + story.lengthS * 1_000;
	const calmFrom = endAt - CALM_S * 1_000;
	cron.start(endAt);
	while (edge.clock.now < endAt) {
		await edge.pass(Math.min(5_000, endAt - edge.clock.now));
		if (stopAtFirst && witness.violations.length > 0) break;
		if (edge.clock.now < calmFrom) continue;
		edge.weather.clear();
		if (edge.clock.now >= calmFrom + LAST_LOOK_MS && witness.isLate(0)) break;
	}
	if (witness.violations.length === 0) await edge.until(finalLook(world, witness, acts));
	const incidents = [...witness.incidents.values()];
	return {
		violations: witness.violations,
		events: edge.events,
		incidents: incidents.length,
		pages: incidents.reduce((sum, { pages }) => sum + pages.size, 0),
		counts: structuredClone(edge.counts),
		log: [...edge.log],
		timelines: () =>
			JSON.stringify(
				edge.ofKind("INCIDENT").map(({ store }) => store.peek("SELECT seq, type, at, data FROM events")),
			),
	};
}

interface Scene {
	turn: Turn;
	world: World;
	witness: Witness;
	people: People;
	acts: Acts;
	failing: Failing;
	receivers: Receivers;
}

/** Plans one turn of the story. */
function begin({ turn, world, witness, people, acts, failing, receivers }: Scene): void {
	const { edge } = world;
	const at = (seconds: number, run: () => void) => edge.clock.plan(seconds * 1_000, turn.kind, run);
	const during = (from: number, to: number, start: () => void, end: () => void) => {
		at(from, start);
		at(to, end);
	};
	const troubled = (
		link: "rpc" | "database" | "network",
		trouble: Partial<Trouble>,
		from: number,
		to: number,
	) =>
		during(
			from,
			to,
			() => edge.weather.set(link, trouble),
			() => edge.weather.set(link, null),
		);
	switch (turn.kind) {
		case "outage":
			if (turn.flapS === null) {
				return during(
					turn.fromS,
					turn.toS,
					() => failing.set(turn.monitor, true, turn.region),
					() => failing.set(turn.monitor, false, turn.region),
				);
			}
			for (let s = turn.fromS, down = true; s < turn.toS; s += turn.flapS, down = !down) {
				const isDown = down;
				at(s, () => failing.set(turn.monitor, isDown, turn.region));
			}
			return void at(turn.toS, () => failing.set(turn.monitor, false, turn.region));
		case "alert":
			for (let i = 0; i < turn.times; i++) {
				const isEnd = turn.resolves && i % 2 === 1;
				at(turn.fromS + i * turn.everyS, () => void acts.alert(turn.key, isEnd ? "resolve" : "trigger"));
			}
			return;
		case "declare":
			return void at(turn.atS, () => void acts.declare(turn.severity));
		case "command":
			return void at(turn.atS, () => void acts.command(turn.what, turn.seconds, turn.who));
		case "monitor":
			return void at(turn.atS, () => void acts.monitor(turn.what, turn.monitor));
		case "leaves":
			return void at(turn.atS, () => void acts.leaves(turn.who));
		case "override":
			return void at(turn.atS, () => void acts.override(turn.who, turn.forS));
		case "offline":
			return during(
				turn.fromS,
				turn.toS,
				() => people.offline.add(turn.who),
				() => people.offline.delete(turn.who),
			);
		case "push":
			return during(
				turn.fromS,
				turn.toS,
				() => setMode(people, turn.who, turn.mode),
				() => setMode(people, turn.who, "accept"),
			);
		case "database":
			return troubled("database", DATABASE[turn.how] ?? {}, turn.fromS, turn.toS);
		case "calls":
			return troubled("rpc", callTrouble(turn.share), turn.fromS, turn.toS);
		case "network":
			return troubled("network", callTrouble(turn.share), turn.fromS, turn.toS);
		case "alarms":
			return during(
				turn.fromS,
				turn.toS,
				() => {
					edge.alarmFault = (at) => {
						if (!edge.dice.hits(turn.share)) return null;
						witness.trouble();
						// What it does to an alarm of later is seen then.
						const moment = Math.max(edge.clock.now, edge.clock.momentOf(at));
						edge.clock.planAt(moment, "an alarm that was harmed", () => witness.trouble());
						return turn.how;
					};
				},
				() => {
					edge.alarmFault = () => null;
				},
			);
		case "cron":
			// The tick looks for itself whether it may run: see `cronOf`.
			return at(turn.toS, () => witness.trouble()) && undefined;
		case "part":
			return during(
				turn.fromS,
				turn.toS,
				() => failPart(world, witness, turn.what, true),
				() => failPart(world, witness, turn.what, false),
			);
		case "receiver":
			return during(
				turn.fromS,
				turn.toS,
				() => {
					receivers.mode = turn.mode;
				},
				() => {
					receivers.mode = "does-nothing";
				},
			);
		case "switch":
			return during(
				turn.fromS,
				turn.toS,
				() => void acts.stopRemediations(true),
				() => void acts.stopRemediations(false),
			);
		case "kill":
			return void at(turn.atS, () => kill(world, witness, turn.what));
		case "clock":
			return void at(turn.atS, () => {
				edge.stepClock(turn.byS * 1_000);
				witness.trouble(Math.abs(turn.byS) * 1_000);
				witness.runs.isClockSet = true;
			});
	}
}

function setMode(people: People, who: CastName, mode: People["modes"][CastName]): void {
	people.modes[who] = mode;
}

const DATABASE: Record<string, Partial<Trouble>> = {
	down: { lostRequest: 1 },
	slow: { slow: 0.8, slowMs: 4_000 },
	flaky: { lostRequest: 0.2, lostAnswer: 0.2 },
	silent: { silent: 0.7 },
};

function callTrouble(share: number): Partial<Trouble> {
	return {
		lostRequest: share / 3,
		lostAnswer: share / 3,
		slow: share / 3,
		slowMs: 3_000,
		silent: share / 20,
	};
}

/** Every object of this kind throws, whatever it is asked, until it no longer does. */
function failPart(world: World, witness: Witness, what: string, fails: boolean): void {
	witness.trouble();
	for (const object of world.edge.ofKind(what)) object.failing = fails ? "this part is broken" : null;
	witness.partsFailing.set(what, fails ? witness.now() : null);
}

function kill(world: World, witness: Witness, what: "all" | "one" | "evict"): void {
	const { edge } = world;
	witness.trouble();
	if (what === "all") return edge.kill();
	const awake = [...edge.objects.values()].filter(({ isAwake }) => isAwake);
	const [first, ...rest] = what === "evict" ? awake.filter(({ isBusy }) => !isBusy) : awake;
	if (!first) return;
	const victim = edge.dice.oneOf([first, ...rest]);
	victim.die();
	victim.alarm.replan();
}

interface Failing {
	/** Everything works again, as if somebody had repaired it. */
	heal(): void;
	set(monitor: number, fails: boolean, region: string | null): void;
}

/** The targets of the monitors, and the truth about them. */
function failingTargets(world: World, witness: Witness): Failing {
	const down = world.monitors.map(() => new Map<string, number>());
	world.edge.sites.set(TARGET_HOST, (request) => {
		const fails = down[Number(new URL(request.url).pathname.slice(1))];
		const region = request.headers.get("tocsin-region") ?? "";
		const isDown = (fails?.get("all") ?? 0) > 0 || (fails?.get(region) ?? 0) > 0;
		return new Response("", { status: isDown ? 503 : 200 });
	});
	for (const id of world.monitors) witness.monitors.becomes(id, true);
	return {
		heal() {
			for (const [i, each] of down.entries()) {
				for (const name of each.keys()) each.set(name, 0);
				witness.monitors.becomes(world.monitors[i]!, true);
			}
		},
		set(monitor, fails, region) {
			const each = down[monitor]!;
			const name = region ?? "all";
			each.set(name, fails ? (each.get(name) ?? 0) + 1 : 0);
			const everywhere = (each.get("all") ?? 0) > 0;
			const somewhere = [...each.values()].some((count) => count > 0);
			witness.monitors.becomes(world.monitors[monitor]!, !somewhere, everywhere || !somewhere);
		},
	};
}

/** The minute tick, as often as the night allows. */
function cronOf(world: World, story: Story) {
	const { edge } = world;
	const begunAt = edge.clock.now;
	const spans = story.turns.filter((turn) => turn.kind === "cron");
	const ticks = () => {
		const second = (edge.clock.now - begunAt) / 1_000;
		const span = spans.find(({ fromS, toS }) => second >= fromS && second < toS);
		if (span) return span.how === "missing" ? 0 : 2;
		return 1;
	};
	const again = (endAt: number) => {
		for (let i = ticks(); i > 0; i--) void edge.tick();
		if (edge.clock.now + MINUTE_MS <= endAt) edge.clock.plan(MINUTE_MS, "tick", () => again(endAt));
	};
	return {
		start: (endAt: number) =>
			void edge.clock.plan(edge.dice.between(0, MINUTE_MS), "tick", () => again(endAt)),
	};
}
