/** What one incident costs, in units that a disk and the platform count: never in seconds. */
import { describe, expect, it } from "vitest";

import { play, type Scene } from "./scene.ts";
import { pushEndpoint, type Shape } from "./world.ts";

const ONE: Shape = {
	name: "Ana watches one service",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [
		{ page: ["ana"], afterSeconds: 300 },
		{ page: ["bo"], afterSeconds: 300 },
	],
	repeat: 0,
	service: {},
	monitors: [{ intervalSeconds: 30 }],
	webhookMethods: [],
};
const FOLLOWERS = ["live", "publication", "database"];

const step = (scene: Scene) => scene.pass(0.001);

/** Rounds of telling the live stream, the first of those who follow. */
const rounds = (scene: Scene) =>
	Number(scene.world.edge.object("LIVE", "live").store.peek("SELECT COUNT(*) AS n FROM messages")[0]?.n ?? 0);

const isPublic = (scene: Scene) =>
	scene.world.edge
		.object("PUBLICATION", "publication")
		.store.peek("SELECT json FROM checks")
		.some(({ json }) => String(json).includes("checking"));

/** A monitor fails, with nothing else going on. Answers what was counted when the page was taken by its push service. */
const failing = async (scene: Scene) => {
	await scene.pass(31);
	scene.stopTicks();
	await scene.pass(10);
	scene.world.edge.forgetCounts();
	const before = rounds(scene);
	scene.works(0, false);
	for (let i = 0; i < 60_000 && scene.left.length === 0; i++) await step(scene);
	const told = rounds(scene) - before;
	for (let i = 0; i < 1_000 && !scene.types().includes("page_accepted"); i++) await step(scene);
	return { told, before, counts: structuredClone(scene.world.edge.counts) };
};

describe("an incident", () => {
	it("is paged with 13 commits and 40 rows at most, from the failing check to the accepted page", async () => {
		const witness = await play(ONE, 1, async (scene) => {
			const { counts } = await failing(scene);
			console.info(`from a failing check to the accepted page: ${JSON.stringify(counts)}`);
			const own = scene.types().filter((type) => type !== "numbered");
			expect(own).toEqual(["triggered", "page_queued", "page_attempted", "page_accepted"]);
			expect(counts.commits).toBeLessThanOrEqual(13);
			expect(counts.objects.written + counts.database.written).toBeLessThanOrEqual(40);
		});
		expect(witness.violations).toEqual([]);
	});

	it("is paged before the public hears of the failing check, and before the incident has a number", async () => {
		const witness = await play(ONE, 1, async (scene) => {
			await scene.pass(41);
			scene.stopTicks();
			const { edge } = scene.world;
			const asked = () => edge.counts.calls["VAULT.openIncident"] ?? 0;
			const tell = edge.onDeparture;
			const before: unknown[] = [];
			edge.forgetCounts();
			edge.onDeparture = (url, body) => {
				tell(url, body);
				if (scene.left.length === 1 && before.length === 0) before.push(asked(), isPublic(scene));
			};
			scene.works(0, false);
			for (let i = 0; i < 60_000 && scene.left.length === 0; i++) await step(scene);
			expect(before).toEqual([0, false]);
			await scene.pass(0.3);
			expect([asked(), isPublic(scene)]).toEqual([1, true]);
		});
		expect(witness.violations).toEqual([]);
	});

	it(`is told to those who follow (${FOLLOWERS.join(", ")}) after its page has left, and in two rounds at most`, async () => {
		const witness = await play(ONE, 1, async (scene) => {
			const { told, before } = await failing(scene);
			expect(told).toBe(0);
			scene.people.tempers.ana.receipts = false;
			await scene.pass(3);
			expect(rounds(scene) - before).toBeGreaterThan(0);
			expect(rounds(scene) - before).toBeLessThanOrEqual(2);
		});
		expect(witness.violations).toEqual([]);
	});

	it("waits for no push service that hangs before everybody else is told", async () => {
		await play(ONE, 1, async (scene) => {
			scene.world.edge.sites.set(new URL(pushEndpoint("ana")).host, () => null);
			const { before } = await failing({ ...scene, types: () => ["page_accepted"] });
			await scene.pass(0.6);
			expect(rounds(scene) - before).toBe(1);
		});
	});
});
