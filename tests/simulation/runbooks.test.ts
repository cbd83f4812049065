import { describe, expect, it } from "vitest";
import { names, play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const check = (title: string) => ({ kind: "check", title });
const SHOP: Shape = {
	name: "a shop with runbooks",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [
		{ page: ["ana"], afterSeconds: 60 },
		{ page: ["bo"], afterSeconds: 60 },
	],
	repeat: 0,
	service: {},
	monitors: [{ intervalSeconds: 30 }],
	webhookMethods: [],
	runbooks: [
		{ steps: [check("Look at it"), check("Restart it")] },
		{ match: { pattern: "payments" }, steps: [check("Call the bank")] },
		{ match: { errors: ["status"] }, steps: [check("Look at the release")] },
	],
};

const call = (scene: Scene, method: string, path: string, body?: object, headers: object = {}) =>
	scene.answer(scene.world.edge.http(method, `/api/v1/${path}`, body, { ...ADMIN, ...headers }));
const declare = async (scene: Scene, severity = "P2") => {
	await scene.answer(scene.acts.declare(severity));
	await scene.pass(2);
};
const attached = (scene: Scene, id?: string) =>
	scene
		.events(id)
		.filter(({ type }) => type === "runbook_attached")
		.map(({ data }) => (data.runbook as unknown as { id: string }).id);
const words = (scene: Scene) => scene.types().filter((type) => type === "runbook_step").length;

describe("the runbook of a new incident", () => {
	it("is the one that fits best: by its words, and by what the checks saw", async () => {
		const witness = await play(SHOP, 1, async (scene) => {
			await declare(scene);
			expect(attached(scene)).toEqual([scene.world.runbooks[1]]);
			expect(scene.events().find(({ type }) => type === "runbook_attached")!.data.reason).toBe("matched");
		});
		expect(witness.violations).toEqual([]);
		await play(SHOP, 1, async (scene) => {
			scene.works(0, false);
			await scene.pass(60);
			expect(attached(scene)).toEqual([scene.world.runbooks[2]]);
		});
	});

	it("stays as it was when the incident began, whatever is edited or deleted afterward", async () => {
		await play(SHOP, 2, async (scene) => {
			const [path, before] = [`runbooks/${scene.world.runbooks[1]}`, await readRunbook(scene)];
			await call(scene, "PATCH", path, { name: "Other", steps: [check("Do nothing")] });
			expect((await call(scene, "DELETE", path)).status).toBe(204);
			const now = (await call(scene, "GET", `incidents/${scene.incident()}/runbook`)).body;
			expect(now).toEqual(before);
			expect(now).toMatchObject({ version: 1, nextStepId: "step-1", steps: [{ title: "Call the bank" }] });
		});
	});

	it("costs no page: without the database people are paged in time, and it is attached once it is back", async () => {
		const witness = await play(SHOP, 3, async (scene) => {
			await scene.pass(30);
			scene.world.edge.weather.set("database", { lostRequest: 1 });
			await scene.answer(scene.acts.declare("P1"));
			await scene.pass(20);
			expect(names(scene.left)).toContain("ana");
			expect(scene.left[0]!.at - scene.events()[0]!.at).toBeLessThan(5_000);
			expect(attached(scene)).toEqual([]);
			scene.world.edge.weather.set("database", null);
			await scene.pass(65);
			expect(attached(scene)).toEqual([scene.world.runbooks[1]]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("is attached once although the object is killed while it is read, without the minute tick", async () => {
		for (let seed = 0; seed < 8; seed++)
			await play(SHOP, seed, async (scene) => {
				scene.stopTicks();
				await scene.pass(1);
				scene.world.edge.weather.set("database", { slow: 1, slowMs: 400 });
				void scene.acts.declare("P2");
				for (let i = 0; i < 2_000 && scene.witness.incidents.size === 0; i++) await scene.pass(0.001);
				await scene.pass(scene.world.edge.dice.between(1, 700) / 1_000);
				scene.world.edge.kill();
				scene.world.edge.weather.set("database", null);
				await scene.pass(10);
				expect(attached(scene)).toEqual([scene.world.runbooks[1]]);
			});
	});

	it("is left to people when it is resolved before it could be read", async () => {
		await play(SHOP, 4, async (scene) => {
			await scene.pass(30);
			scene.world.edge.weather.set("database", { lostRequest: 1 });
			await scene.answer(scene.acts.declare("P2"));
			await scene.pass(5);
			await scene.answer(scene.acts.resolveAs("ana", scene.incident()));
			scene.world.edge.weather.set("database", null);
			await scene.pass(90);
			expect(attached(scene)).toEqual([]);
		});
	});

	it("is the one that Ana chose while the other was read", async () => {
		const witness = await play(SHOP, 11, async (scene) => {
			await scene.pass(30);
			scene.world.edge.weather.set("database", { slow: 1, slowMs: 1_450 });
			void scene.acts.declare("P2");
			for (let i = 0; i < 2_000 && scene.witness.incidents.size === 0; i++) await scene.pass(0.001);
			await scene.pass(0.05);
			expect(attached(scene)).toEqual([]);
			scene.world.edge.weather.set("database", null);
			const body = { runbookId: scene.world.runbooks[0] };
			const put = await call(scene, "PUT", `incidents/${scene.incident()}/runbook`, body);
			expect(put.status).toBe(200);
			expect(attached(scene)).toEqual([scene.world.runbooks[0]]);
			await scene.pass(30);
			expect(attached(scene)).toEqual([scene.world.runbooks[0]]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("makes no alarm ring again and again when it is deleted meanwhile", async () => {
		await play(SHOP, 5, async (scene) => {
			scene.stopTicks();
			const path = `runbooks/${scene.world.runbooks[1]}`;
			scene.world.edge.database.all(`DELETE FROM runbooks WHERE id = '${path.slice(9)}'`);
			await declare(scene);
			// The next best comes in its place.
			expect(attached(scene)).toEqual([scene.world.runbooks[0]]);
		});
	});
});

/** Declares, and answers the runbook as it is then. */
async function readRunbook(scene: Scene): Promise<unknown> {
	await declare(scene);
	return (await call(scene, "GET", `incidents/${scene.incident()}/runbook`)).body;
}

describe("what people say of its steps", () => {
	it("is told once when the answer was lost and the phone asks again", async () => {
		const witness = await play(SHOP, 6, async (scene) => {
			await declare(scene);
			const path = `incidents/${scene.incident()}/runbook-steps/step-1`;
			const said = { state: "done", note: "It is the bank" };
			for (let i = 0; i < 3; i++)
				expect((await call(scene, "POST", path, said, { "idempotency-key": "tap-1" })).status).toBe(200);
			expect((await call(scene, "POST", path, said)).status).toBe(200);
			expect(words(scene)).toBe(1);
			scene.world.edge.kill();
			const read = (await call(scene, "GET", `incidents/${scene.incident()}/runbook`)).body;
			expect(read).toMatchObject({ nextStepId: null, steps: [{ state: "done", note: "It is the bank" }] });
		});
		expect(witness.violations).toEqual([]);
	});

	it("needs a reason for skipping, and names no step of the runbook that was there before", async () => {
		await play(SHOP, 7, async (scene) => {
			await declare(scene);
			const [all, bank] = scene.world.runbooks;
			const step = (stepId: string, said: object) =>
				call(scene, "POST", `incidents/${scene.incident()}/runbook-steps/${stepId}`, said);
			expect((await step("step-1", { state: "skipped" })).status).toBe(422);
			expect((await step("step-9", { state: "done" })).status).toBe(404);
			expect((await step("step-1", { state: "skipped", note: "No access" })).status).toBe(200);
			const put = await call(scene, "PUT", `incidents/${scene.incident()}/runbook`, { runbookId: all });
			expect(put.status).toBe(200);
			expect((await step("step-1", { state: "done", runbookId: bank })).status).toBe(409);
			expect((await step("step-1", { state: "done", runbookId: all })).status).toBe(200);
			expect(attached(scene)).toEqual([bank, all]);
			await call(scene, "PUT", `incidents/${scene.incident()}/runbook`, { runbookId: all });
			const read = (await call(scene, "GET", `incidents/${scene.incident()}/runbook`)).body;
			expect(read).toMatchObject({ id: all, steps: [{ state: "done" }, { state: "open" }] });
		});
	});

	it("is answered 503, and nothing is attached, when the database does not say what is in the runbook", async () => {
		await play(SHOP, 8, async (scene) => {
			await declare(scene);
			scene.world.edge.weather.set("database", { lostRequest: 1 });
			const body = { runbookId: scene.world.runbooks[0] };
			const put = await call(scene, "PUT", `incidents/${scene.incident()}/runbook`, body);
			expect(put.status).toBe(503);
			scene.world.edge.weather.set("database", null);
			expect(attached(scene)).toEqual([scene.world.runbooks[1]]);
		});
	});
});
