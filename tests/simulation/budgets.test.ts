/** What a quiet minute costs, in the units that the platform bills and bounds. */
import { describe, expect, it } from "vitest";

import type { Counts } from "./edge/counts.ts";
import { play, type Scene } from "./scene.ts";
import { ADMIN, type Shape, TARGET_HOST } from "./world.ts";

const QUIET: Shape = {
	name: "A quiet house",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [{ page: ["ana"], afterSeconds: 300 }],
	repeat: 0,
	service: {},
	monitors: [{}],
	webhookMethods: [],
};

async function make(scene: Scene, path: string, body: object): Promise<string> {
	const answer = await scene.answer(scene.world.edge.http("POST", `/api/v1/${path}`, body, ADMIN));
	if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
	return (answer.body as { id: string }).id;
}

/** As many services as are asked for, with the monitors spread over them. */
async function fill(scene: Scene, services: number, monitors: number): Promise<void> {
	const { ids } = scene.world;
	const made = [ids.service, ids.other];
	while (made.length < services)
		made.push(
			await make(scene, "services", {
				name: `Service ${made.length}`,
				teamId: ids.team,
				escalationPolicyId: ids.policy,
				componentId: null,
			}),
		);
	for (let i = 1; i < monitors; i++)
		await make(scene, "monitors", {
			name: `Monitor ${i}`,
			serviceId: made[i % services],
			kind: "http",
			target: `https://${TARGET_HOST}/${i}`,
		});
}

/** An hour in which nothing happens, after ten minutes of the same. */
async function quietHour(scene: Scene, services: number, monitors: number): Promise<Counts> {
	const { edge } = scene.world;
	await fill(scene, services, monitors);
	await scene.pass(600);
	edge.forgetCounts();
	await scene.pass(3_600);
	console.info(`an hour of ${monitors} monitors of ${services} services: ${JSON.stringify(edge.counts)}`);
	return structuredClone(edge.counts);
}

describe("a minute in which nothing happens", () => {
	it("of 100 monitors of 10 services costs 36 requests of objects, alarms included, and 20 rows at most", async () => {
		const witness = await play(QUIET, 1, async (scene) => {
			const { requests, alarms, objects, database } = await quietHour(scene, 10, 100);
			expect((requests + alarms) / 60).toBeLessThanOrEqual(36);
			expect((objects.written + database.written) / 60).toBeLessThanOrEqual(20);
		});
		expect(witness.violations).toEqual([]);
	}, 60_000);

	it("of 100 services asks 30 things at most in one tick", async () => {
		await play(QUIET, 1, async (scene) => {
			const { mostOfATick } = await quietHour(scene, 100, 100);
			expect(mostOfATick).toBeGreaterThan(0);
			expect(mostOfATick).toBeLessThanOrEqual(30);
		});
	}, 60_000);

	it.each([100, process.env.TOCSIN_SOAK ? 1_000 : 250])(
		"of %i services asks 30 things at most in each invocation of a tick, also after a change",
		async (services) => {
			await play(QUIET, 1, async (scene) => {
				const { edge } = scene.world;
				await fill(scene, services, 10);
				await scene.pass(300);
				edge.forgetCounts();
				await scene.pass(300);
				await make(scene, "components", { name: "Search" });
				await scene.pass(120);
				console.info(`ticks of ${services} services: ${JSON.stringify(edge.counts)}`);
				expect(edge.counts.calls["DESK.refresh"]).toBeGreaterThan(90);
				expect(edge.counts.mostOfATick).toBeGreaterThan(10);
				expect(edge.counts.mostOfATick).toBeLessThanOrEqual(30);
			});
		},
		120_000,
	);

	it("of more than 4,000 monitors asks 30 things at most in one tick, and wakes each slice of them", async () => {
		await play(QUIET, 1, async (scene) => {
			const { edge } = scene.world;
			const vault = edge.object("VAULT", "vault");
			for (let i = 0; i < 4_200; i++) await scene.answer(vault.call("sliceFor", [`mon_${i}`]));
			await scene.pass(60);
			edge.forgetCounts();
			edge.object("WATCH", "slice-12").failing = "the watch is not there";
			await scene.pass(60);
			console.info(`ticks of 14 slices: ${JSON.stringify(edge.counts)}`);
			expect(edge.counts.calls["WATCH.tick"]).toBeGreaterThanOrEqual(15);
			expect(edge.counts.mostOfATick).toBeLessThanOrEqual(30);
			const health = await scene.answer(edge.http("GET", "/healthz/deep", undefined, ADMIN));
			expect(JSON.stringify(health.body)).toContain("watches");
		});
	}, 60_000);

	it("after a change tells each slice of monitors once of what changed", async () => {
		const witness = await play(QUIET, 1, async (scene) => {
			const { edge } = scene.world;
			await fill(scene, 2, 100);
			edge.forgetCounts();
			await scene.pass(60);
			expect(edge.counts.calls["WATCH.putAll"]).toBe(1);
			await make(scene, "components", { name: "Search" });
			await scene.pass(600);
			edge.forgetCounts();
			await make(scene, "components", { name: "Basket" });
			await scene.pass(70);
			// What changed has been heard: nothing is repeated.
			expect(edge.counts.calls["WATCH.putAll"]).toBeUndefined();
			expect(edge.counts.calls["VAULT.noteConfigSeen"]).toBe(1);
		});
		expect(witness.violations).toEqual([]);
	});

	it("hears of each batch of checks once", async () => {
		await play(QUIET, 1, async (scene) => {
			const { calls } = await quietHour(scene, 10, 100);
			expect(calls["WATCH.report"]).toBe(calls["PROBER.probe"]);
		});
	}, 60_000);
});

describe("a crowd at the status page", () => {
	it("costs one request of an object in five seconds and isolate, and one a second while it reloads", async () => {
		await play(QUIET, 1, async (scene) => {
			const { edge } = scene.world;
			const reads = async (headers: Record<string, string>) => {
				edge.forgetCounts();
				for (let i = 0; i < 200; i++) {
					const answer = await scene.answer(edge.http("GET", "/", undefined, headers));
					expect(answer.status).toBe(200);
					await scene.pass(0.05);
				}
				return edge.counts.calls["PUBLICATION.read"];
			};
			const startedAt = edge.clock.now;
			const crowd = await reads({});
			const spent = (edge.clock.now - startedAt) / 1_000;
			expect(crowd).toBeGreaterThan(1);
			expect(crowd).toBeLessThanOrEqual(Math.ceil(spent / 5) + 1);
			const reloading = await reads({ "cache-control": "no-cache" });
			expect(reloading).toBeGreaterThan(crowd ?? 0);
			expect(reloading).toBeLessThanOrEqual(Math.ceil(spent) + 1);
		});
	});
});
