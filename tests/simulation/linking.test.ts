import { describe, expect, it } from "vitest";
import { play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const SHOP: Shape = {
	name: "a shop with incidents that have to do with each other",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [{ page: ["ana"], afterSeconds: 60 }],
	repeat: 0,
	service: {},
	monitors: [],
	webhookMethods: [],
};

const declare = async (scene: Scene) => {
	await scene.answer(scene.acts.declare("P2"));
	await scene.pass(3);
	return scene.acts.declared.at(-1)!;
};
const call = (scene: Scene, method: "PUT" | "DELETE", id: string, other: string) =>
	scene.answer(scene.world.edge.http(method, `/api/v1/incidents/${id}/linked-incidents/${other}`, {}, ADMIN));
const told = (scene: Scene, id: string) =>
	scene.types(id).filter((type) => type === "linked" || type === "unlinked");

describe("a link between two incidents", () => {
	it("stands on both timelines, once however often it is made, and goes from both", async () => {
		await play(SHOP, 1, async (scene) => {
			const [one, other] = [await declare(scene), await declare(scene)];
			for (const _ of [1, 2]) expect((await call(scene, "PUT", one, other)).status).toBe(200);
			// From the other side it is the same link.
			expect((await call(scene, "PUT", other, one)).status).toBe(200);
			for (const id of [one, other]) expect(told(scene, id)).toEqual(["linked"]);
			expect((await call(scene, "DELETE", other, one)).status).toBe(200);
			for (const id of [one, other]) expect(told(scene, id)).toEqual(["linked", "unlinked"]);
		});
	});

	it("is whole again when Ana tries again after her incident was killed in the middle of it", async () => {
		await play(SHOP, 1, async (scene) => {
			const [one, other] = [await declare(scene), await declare(scene)];
			// The other one has the link, as when the first was cut off before it decided.
			const step = {
				kind: "link",
				other: { incidentId: one, number: 1, title: "A" },
				actor: { kind: "user", id: scene.world.users.ana, name: "Ana" },
			};
			await scene.answer(scene.world.edge.object("INCIDENT", other).call("merging", [step]));
			expect([told(scene, one), told(scene, other)]).toEqual([[], ["linked"]]);
			expect((await call(scene, "PUT", one, other)).status).toBe(200);
			for (const id of [one, other]) expect(told(scene, id)).toEqual(["linked"]);
		});
	});

	it("changes nothing about who is paged, and is there for what is over", async () => {
		await play(SHOP, 1, async (scene) => {
			const [one, other] = [await declare(scene), await declare(scene)];
			await scene.answer(scene.acts.on(other, "PUT", "resolution", {}));
			const before = scene.left.length;
			expect((await call(scene, "PUT", one, other)).status).toBe(200);
			await scene.pass(5);
			expect(scene.left.length).toBe(before);
			expect(told(scene, other)).toEqual(["linked"]);
		});
	});

	it("is refused with the reason to itself and to what is not there", async () => {
		await play(SHOP, 1, async (scene) => {
			const one = await declare(scene);
			const self = await call(scene, "PUT", one, one);
			expect([self.status, (self.body as { detail: string }).detail]).toEqual([
				409,
				expect.stringContaining("can’t be linked to itself"),
			]);
			expect((await call(scene, "PUT", one, "inc_01ARZ3NDEKTSV4RRFFQ69G5FAV")).status).toBe(404);
			expect(told(scene, one)).toEqual([]);
		});
	});
});
