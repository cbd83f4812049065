/** An incident's number comes when it can; nobody is paged later for it. */
import { describe, expect, it } from "vitest";
import { play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const ONE: Shape = {
	name: "Ana is paged by alerts",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [{ page: ["ana"], afterSeconds: 300 }],
	repeat: 0,
	service: {},
	monitors: [],
	webhookMethods: [],
};

const vault = (scene: Scene, broken: string | null) => {
	for (const object of scene.world.edge.ofKind("VAULT")) object.failing = broken;
};

interface Shown {
	id: string;
	number: number;
}

const shown = async (scene: Scene, id: string) =>
	(await scene.answer(scene.world.edge.http("GET", `/api/v1/incidents/${id}`, undefined, ADMIN)))
		.body as Shown;

const listed = async (scene: Scene) =>
	(
		(await scene.answer(scene.world.edge.http("GET", "/api/v1/incidents", undefined, ADMIN))).body as {
			items: Shown[];
		}
	).items;

describe("the number of an incident", () => {
	it("is waited for by no page: with the Vault down the page leaves without one, and both come later", async () => {
		await play(ONE, 1, async (scene) => {
			// An isolate keeps the key that signs pushes: one page before, and it is there.
			void scene.acts.alert("memory", "trigger");
			await scene.pass(5);
			scene.left.length = 0;
			vault(scene, "the vault is down");
			void scene.acts.alert("disk", "trigger");
			await scene.pass(1);
			expect(scene.left.map(({ name }) => name)).toContain("ana");
			expect(JSON.parse(scene.left[0]!.body).notification.body).toBe("Checkout · from prometheus");
			expect(JSON.parse(scene.left[0]!.body).notification.data).not.toHaveProperty("number");
			const id = scene.left[0]!.incidentId;
			expect((await shown(scene, id)).number).toBe(0);
			vault(scene, null);
			await scene.pass(60);
			const { number } = await shown(scene, id);
			expect(number).toBeGreaterThan(0);
			expect(await listed(scene)).toContainEqual(expect.objectContaining({ id, number }));
			expect(scene.types(id).filter((type) => type === "numbered")).toHaveLength(1);
		});
	});

	it("is waited for by no page: a Vault that is slow makes none late", async () => {
		await play(ONE, 1, async (scene) => {
			void scene.acts.alert("memory", "trigger");
			await scene.pass(5);
			scene.left.length = 0;
			scene.world.edge.object("VAULT", "vault").slowMs = 600_000;
			void scene.acts.alert("disk", "trigger");
			await scene.pass(0.1);
			expect(scene.left.map(({ name }) => name)).toContain("ana");
			await scene.pass(20);
			expect(scene.types(scene.left[0]!.incidentId)).not.toContain("numbered");
			scene.world.edge.object("VAULT", "vault").slowMs = 0;
			await scene.pass(90);
			expect(scene.types(scene.left[0]!.incidentId)).toContain("numbered");
		});
	});

	it("is given once and leaves no gap, whatever is killed between the page and the number", async () => {
		await play(ONE, 3, async (scene) => {
			for (let n = 0; n < 12; n++) {
				if (n % 3 === 0) vault(scene, "the vault is down");
				void scene.acts.alert(`disk-${n}`, "trigger");
				await scene.pass(0.01 * n);
				if (n % 2 === 0) scene.world.edge.kill();
				vault(scene, null);
				await scene.pass(90);
			}
			const all = await listed(scene);
			const numbers = all.map(({ number }) => number).sort((a, b) => a - b);
			// What was killed before it was accepted is its sender's to send again.
			const { accepted } = scene.acts;
			expect(accepted.size).toBeGreaterThanOrEqual(8);
			expect(numbers.length).toBeGreaterThanOrEqual(accepted.size);
			expect(numbers).toEqual(numbers.map((_, i) => numbers[0]! + i));
			for (const { id, number } of all) expect((await shown(scene, id)).number).toBe(number);
		});
	});

	it("is in the answer to whoever declares an incident", async () => {
		await play(ONE, 1, async (scene) => {
			const body = { serviceId: scene.world.ids.service, title: "Payments fail" };
			const answer = await scene.answer(scene.world.edge.http("POST", "/api/v1/incidents", body, ADMIN));
			expect((answer.body as Shown).number).toBeGreaterThan(0);
		});
	});
});
