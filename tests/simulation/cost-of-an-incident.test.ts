/** What one incident costs, in units that a disk and the platform count: never in seconds. */
import { describe, expect, it } from "vitest";

import { CAST_NAMES } from "../support/cast.ts";
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
	it("is paged with 12 commits and 40 rows at most, from the failing check to the accepted page", async () => {
		const witness = await play(ONE, 1, async (scene) => {
			const { counts } = await failing(scene);
			console.info(`from a failing check to the accepted page: ${JSON.stringify(counts)}`);
			const own = scene.types().filter((type) => type !== "numbered");
			expect(own).toEqual(["triggered", "page_queued", "page_attempted", "page_accepted"]);
			expect(counts.commits).toBeLessThanOrEqual(12);
			expect(counts.objects.written + counts.database.written).toBeLessThanOrEqual(40);
		});
		expect(witness.violations).toEqual([]);
	});

	it.each(Array.from({ length: 20 }, (_, n) => n + 1))(
		"is paged before the public hears of the failing check, and before the incident has a number: seed %i",
		async (seed) => {
			const witness = await play(ONE, seed, async (scene) => {
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
		},
	);

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

const BY_TOOL: Shape = { ...ONE, name: "Ana is told of a tool's alerts", monitors: [] };

/** An earlier alert is on, and nothing goes on; of the pages that come now no phone says that they arrived. */
const quiet = async (scene: Scene) => {
	scene.stopTicks();
	await scene.answer(scene.acts.alert("earlier", "trigger"));
	await scene.pass(100);
	for (const name of CAST_NAMES) scene.people.modes[name] = "drop";
	scene.left.length = 0;
	scene.world.edge.forgetCounts();
};

describe("an alert of another tool", () => {
	it("costs its Desk one commit, the Vault one, the incident three and one for each page's outcome, and followers one a round", async () => {
		const witness = await play(BY_TOOL, 1, async (scene) => {
			const { edge } = scene.world;
			await quiet(scene);
			await scene.answer(scene.acts.alert("disk", "trigger"));
			expect(scene.left.length).toBeGreaterThan(0);
			await scene.pass(3);
			const { commitsOf, alarmsSet } = edge.counts;
			console.info(`from an alert until all know of its page: ${JSON.stringify(edge.counts)}`);
			expect(commitsOf).toMatchObject({ DESK: 1, VAULT: 1 });
			expect(commitsOf.INCIDENT).toBeLessThanOrEqual(3 + scene.left.length);
			for (const follower of ["LIVE", "DB", "PUBLICATION"])
				expect(commitsOf[follower], follower).toBeLessThanOrEqual(2);
			expect(alarmsSet).toBeLessThanOrEqual(3);
		});
		expect(witness.violations).toEqual([]);
	});

	it("is made up for at once by the tool that sends it again, when all was killed before the incident had it", async () => {
		const witness = await play(BY_TOOL, 1, async (scene) => {
			const { edge } = scene.world;
			await quiet(scene);
			const decided = "SELECT incident_id FROM keys WHERE dedup_key = 'disk'";
			const found = () => edge.ofKind("DESK").flatMap(({ store }) => store.peek(decided))[0]?.incident_id;
			void scene.acts.alert("disk", "trigger");
			for (let i = 0; i < 5_000 && found() === undefined; i++) await step(scene);
			const incident = edge.object("INCIDENT", String(found()));
			incident.failing = "Network connection lost.";
			edge.kill();
			const killedAt = edge.clock.wall();
			await scene.pass(0.2);
			incident.failing = null;
			expect(scene.left).toEqual([]);
			await scene.answer(scene.acts.alert("disk", "trigger"));
			expect(scene.left.length).toBeGreaterThan(0);
			expect(edge.clock.wall() - killedAt).toBeLessThan(1_000);
		});
		expect(witness.violations).toEqual([]);
	});

	it("in a crowd shares the commits of those who hear of every alert", async () => {
		const witness = await play(BY_TOOL, 1, async (scene) => {
			const { edge } = scene.world;
			await quiet(scene);
			const crowd = Array.from({ length: 8 }, (_, n) => scene.acts.alert(`disk-${n}`, "trigger"));
			await scene.answer(Promise.all(crowd));
			await scene.pass(2);
			expect(edge.counts.calls["VAULT.openIncident"]).toBe(8);
			expect(edge.counts.commitsOf.VAULT).toBeLessThanOrEqual(5);
			expect(edge.counts.calls["LIVE.publish"]).toBeGreaterThanOrEqual(8);
			expect(edge.counts.commitsOf.LIVE).toBeLessThanOrEqual(6);
		});
		expect(witness.violations).toEqual([]);
	});
});
