/** What a region's prober does with what it is asked: within what the platform allows, and for one slice only. */
import { expect, it } from "vitest";
import { play, type Scene } from "./scene.ts";
import { ADMIN, type Shape, TARGET_HOST } from "./world.ts";

/** All of them in one batch. */
const FAST = { intervalSeconds: 10, regions: ["weur"], quorum: 1 };
const MOVED: Shape = {
	name: "Targets that have moved",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [{ page: ["ana"], afterSeconds: 300 }],
	repeat: 0,
	service: {},
	monitors: [FAST],
	webhookMethods: [],
};
const MONITORS = 30;
const HOPS = 4;

/** Every target leads on `HOPS` times before it answers; what left in each invocation, and what was called in each. */
function lead(scene: Scene): void {
	scene.world.edge.sites.set(TARGET_HOST, (request) => {
		const { pathname, searchParams } = new URL(request.url);
		const hop = Number(searchParams.get("hop") ?? 0);
		if (hop === HOPS) return new Response("", { status: 200 });
		const location = `https://${TARGET_HOST}${pathname}?hop=${hop + 1}`;
		return new Response("", { status: 302, headers: { location } });
	});
}

async function watchTargets({ world, answer }: Scene, count: number, also = {}): Promise<void> {
	for (let i = 1; i <= count; i++) {
		const target = `https://${TARGET_HOST}/${i}`;
		const body = {
			name: `Monitor ${i}`,
			serviceId: world.ids.service,
			kind: "http",
			target,
			...FAST,
			...also,
		};
		await answer(world.edge.http("POST", "/api/v1/monitors", body, ADMIN));
	}
}

it("checks targets that lead on with 45 requests at most in one invocation, and calls none of them down", async () => {
	const witness = await play(MOVED, 1, async (scene) => {
		const { edge } = scene.world;
		lead(scene);
		await watchTargets(scene, MONITORS - 1);
		await scene.pass(120);
		edge.forgetCounts();
		await scene.pass(60);
		expect(edge.counts.fetches).toBeGreaterThanOrEqual(2 * MONITORS * (HOPS + 1));
		expect(edge.counts.mostOfAProbe).toBeGreaterThan(30);
		expect(edge.counts.mostOfAProbe).toBeLessThanOrEqual(50);
		expect(edge.counts.mostFetchesOfAProbe).toBeLessThanOrEqual(45);
		const answer = await scene.answer(edge.http("GET", "/api/v1/monitors?limit=200", undefined, ADMIN));
		const { items } = answer.body as { items: { state: string }[] };
		expect(items.map(({ state }) => state)).toEqual(Array.from({ length: MONITORS }, () => "up"));
	});
	expect(witness.violations).toEqual([]);
});

const BEAT_MS = 10_000;
const QUARTERS = 4;

/** Within how many milliseconds of each beat all of it is asked: the beat without its longest rest. */
function spreadOf(asked: number[]): number {
	const places = asked.map((at) => at % BEAT_MS).sort((a, b) => a - b);
	const rests = places.map((place, n) => (places[n + 1] ?? places[0]! + BEAT_MS) - place);
	return BEAT_MS - Math.max(...rests);
}

it("asks the targets of a beat one batch after another, and those of a failure at once", async () => {
	await play({ ...MOVED, name: "Many targets of a beat" }, 1, async (scene) => {
		const { edge } = scene.world;
		const asked: number[] = [];
		const failing = new Map<string, number[]>();
		let fails = "";
		edge.sites.set(TARGET_HOST, (request) => {
			const at = edge.clock.now;
			const { pathname } = new URL(request.url);
			asked.push(at);
			if (pathname !== fails) return new Response("", { status: 200 });
			failing.set(pathname, [...(failing.get(pathname) ?? []), at]);
			return new Response("", { status: 503 });
		});
		await watchTargets(scene, 4 * MONITORS, { regions: ["weur", "enam"], quorum: 2 });
		await scene.pass(60);
		asked.length = 0;
		await scene.pass(60);
		const perBeat = (asked.length * BEAT_MS) / 60_000;
		expect(perBeat).toBeGreaterThanOrEqual(4 * MONITORS);
		for (const from of asked) {
			const near = asked.filter((at) => at >= from && at < from + 250).length;
			expect(near).toBeLessThanOrEqual(perBeat / QUARTERS);
		}
		expect(spreadOf(asked)).toBeLessThan(3_500);
		fails = `/${2 * MONITORS}`;
		await scene.pass(20);
		const [seen, again] = failing.get(fails) ?? [];
		expect(again! - seen!).toBeLessThan(400);
	});
});

it("has one of its own for each slice in each region", async () => {
	await play(MOVED, 1, async (scene) => {
		const watch = scene.world.edge.object("WATCH", "slice-1");
		await scene.pass(200);
		const names = scene.world.edge.ofKind("PROBER").map(({ name }) => name);
		expect(names.length).toBeGreaterThan(0);
		for (const name of names) expect(name).toMatch(new RegExp(`^[a-z]+ ${watch.id}$`));
	});
});

it("takes nobody for down when it is the platform that lets nothing leave", async () => {
	const witness = await play(MOVED, 1, async (scene) => {
		const { edge } = scene.world;
		await scene.pass(120);
		let refused = 0;
		edge.sites.set(TARGET_HOST, () => {
			refused++;
			return Promise.reject(new Error("Too many subrequests."));
		});
		await scene.pass(600);
		expect(refused).toBeGreaterThan(5);
		expect(edge.ofKind("INCIDENT")).toEqual([]);
		const [row] = edge.object("WATCH", "slice-1").store.peek("SELECT memory FROM monitors");
		expect(JSON.parse(String(row?.memory))).toMatchObject({ verdict: "up" });
	});
	expect(witness.violations).toEqual([]);
});
