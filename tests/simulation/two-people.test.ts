/** A level that needs two people, while taps come twice, are lost, and processes die. */
import { describe, expect, it } from "vitest";
import { names, play, type Scene } from "./scene.ts";
import type { Shape } from "./world.ts";

const SHOP: Shape = {
	name: "a shop whose first level needs two",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [
		{ page: ["ana", "bo"], afterSeconds: 60, needs: 2 },
		{ page: ["chidi"], afterSeconds: 60 },
	],
	repeat: 0,
	service: { ackTimeoutSeconds: 600 },
	monitors: [],
	webhookMethods: [],
};
const ALONE: Shape = {
	...SHOP,
	name: "a shop whose first level needs two and has one",
	levels: [{ page: ["ana"], afterSeconds: 60, needs: 2 }, SHOP.levels[1]!],
};

type Who = "ana" | "bo" | "chidi";
const tap = (scene: Scene, who: Who) =>
	scene.answer(scene.people.act(who, scene.left.findLast(({ name }) => name === who)!.token, "acknowledge"));
const declared = async (scene: Scene) => {
	await scene.answer(scene.acts.declare("P3"));
	await scene.pass(5);
};
const state = (scene: Scene) => scene.witness.read(scene.incident()).state;

describe("a level that needs two people", () => {
	it("pages Bo and then Chidi after Ana’s tap, never Ana, until Chidi taps", async () => {
		const witness = await play(SHOP, 1, async (scene) => {
			await scene.answer(scene.acts.declare("P2"));
			await scene.pass(5);
			await tap(scene, "ana");
			expect(scene.people.answers.at(-1)).toMatchObject({
				status: 200,
				body: { result: "acknowledged", state: "triggered", by: { id: scene.world.users.ana } },
			});
			await tap(scene, "ana");
			expect(state(scene)).toBe("triggered");
			const before = scene.left.length;
			await scene.pass(70);
			expect(new Set(names(scene.left.slice(before)))).toEqual(new Set(["bo", "chidi"]));
			await tap(scene, "chidi");
			expect(state(scene)).toBe("acknowledged");
			const after = scene.left.length;
			await scene.pass(300);
			expect(scene.left).toHaveLength(after);
		});
		expect(witness.violations).toEqual([]);
	});

	it("that has Ana alone takes her after its minute, with the process killed and no alarm in between", async () => {
		const witness = await play(ALONE, 2, async (scene) => {
			await scene.answer(scene.acts.declare("P2"));
			await scene.pass(5);
			await tap(scene, "ana");
			scene.world.edge.kill();
			await scene.pass(40);
			expect(state(scene)).toBe("triggered");
			await scene.pass(20);
			expect(state(scene)).toBe("acknowledged");
			expect(names(scene.left)).toEqual(["ana"]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("sends Ana nothing after her word, though her push was under way when the process died", async () => {
		const witness = await play(SHOP, 3, async (scene) => {
			scene.people.modes.ana = "silent";
			await scene.answer(scene.acts.declare("P2"));
			await scene.pass(1);
			await scene.answer(scene.acts.as("ana", scene.incident(), { kind: "acknowledge" }));
			expect(scene.types()).toContain("first_acknowledged");
			const before = names(scene.left).filter((name) => name === "ana").length;
			scene.world.edge.kill();
			scene.witness.trouble();
			await scene.pass(100);
			expect(names(scene.left).filter((name) => name === "ana")).toHaveLength(before);
			expect(names(scene.left)).toContain("chidi");
		});
		expect(witness.violations).toEqual([]);
	});

	it("loses no tap and asks for two, whoever taps when, and whatever dies", async () => {
		for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
			const witness = await play(SHOP, seed, async (scene) => {
				await scene.answer(scene.acts.declare("P2"));
				await scene.pass(2 + seed);
				const taps = seed % 2 ? (["ana", "ana", "bo"] as const) : (["bo", "ana", "bo"] as const);
				const first = Promise.all(taps.slice(0, 2).map((who) => tap(scene, who)));
				if (seed % 3 === 0) scene.world.edge.kill();
				await first;
				await scene.pass(seed * 9);
				if (seed % 4 === 0) scene.world.edge.kill();
				await tap(scene, taps[2]);
				await scene.pass(5);
				expect(state(scene), `seed ${seed}`).toBe("acknowledged");
				const lead = scene.witness.read(scene.incident()).lead;
				expect([scene.world.users.ana, scene.world.users.bo]).toContain(lead);
			});
			expect(witness.violations, `seed ${seed}`).toEqual([]);
		}
	});

	it("asks for two at a severity that does not escalate as well", async () => {
		const witness = await play(SHOP, 9, async (scene) => {
			await declared(scene);
			await tap(scene, "bo");
			await scene.pass(200);
			expect(state(scene)).toBe("triggered");
			await tap(scene, "ana");
			expect(state(scene)).toBe("acknowledged");
		});
		expect(witness.violations).toEqual([]);
	});
});
