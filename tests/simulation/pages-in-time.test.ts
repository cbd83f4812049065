/** What is taken on is paged in time, and nobody who was called in is forgotten by an edit. */
import { describe, expect, it } from "vitest";
import { play, type Scene } from "./scene.ts";
import { ADMIN, make, pushEndpoint, type Shape } from "./world.ts";

const ANA: Shape = {
	name: "Ana alone is on the ladder",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [{ page: ["ana"], afterSeconds: 3_600 }],
	repeat: 0,
	service: {},
	monitors: [],
	webhookMethods: [],
};

const alert = (scene: Scene, key: string) => {
	const payload = { summary: "Disk is full", source: "prometheus", severity: "critical" };
	const event = { routing_key: scene.world.key, event_action: "trigger", dedup_key: key, payload };
	return scene.answer(scene.world.edge.http("POST", "/v2/enqueue", event));
};
/** Dina, who is in no team and on no ladder, and what her hook answers. */
const dina = async (scene: Scene) => {
	const { edge } = scene.world;
	const person = { name: "Dina", email: "dina@shop.example", role: "responder" };
	const { id } = await scene.answer(make(edge, "users", person));
	const hook = { kind: "webhook", name: "Hook", url: "https://dina.example.com/hook" };
	await scene.answer(make(edge, `users/${id}/contact-methods`, hook));
	const answers = { status: 500 };
	edge.sites.set("dina.example.com", () => new Response("", { status: answers.status }));
	const targets = [{ kind: "user", id }];
	const callIn = () => {
		const path = `/api/v1/incidents/${scene.incident()}/responders`;
		return scene.answer(edge.http("POST", path, { targets }, ADMIN));
	};
	const pages = (type: string) =>
		scene.events().filter((event) => event.type === type && event.data.userId === id);
	return { answers, callIn, pages };
};

describe("a tool that sends an alert", () => {
	it("is answered when the page of the new incident has left, and not before", async () => {
		await play(ANA, 1, async (scene) => {
			// The keys of push are asked of the Vault.
			scene.world.edge.object("VAULT", "vault").slowMs = 100;
			const answer = await alert(scene, "disk");
			expect(answer.status).toBe(202);
			expect(scene.types()).toContain("page_attempted");
		});
	});

	it("is answered without waiting for a push service that hangs", async () => {
		await play(ANA, 1, async (scene) => {
			scene.world.edge.sites.set(new URL(pushEndpoint("ana")).host, () => null);
			const before = scene.world.edge.clock.wall();
			const answer = await alert(scene, "disk");
			expect(answer.status).toBe(202);
			expect(scene.world.edge.clock.wall() - before).toBeLessThan(400);
		});
	});
});

describe("somebody who was called in, and whom the service's ladder does not name", () => {
	it("is still reached when people are edited before their page got through", async () => {
		await play(ANA, 1, async (scene) => {
			const { answers, callIn, pages } = await dina(scene);
			await alert(scene, "disk");
			expect((await callIn()).status).toBe(200);
			await scene.pass(0.5);
			expect(pages("page_attempted")).not.toHaveLength(0);
			const path = `/api/v1/users/${scene.world.users.ana}`;
			await scene.answer(scene.world.edge.http("PATCH", path, { name: "Ana Anders" }, ADMIN));
			await scene.pass(0.3);
			answers.status = 201;
			await scene.pass(30);
			expect(pages("page_accepted")).toHaveLength(1);
			expect(pages("page_failed").map(({ data }) => data.reason)).not.toContain("removed");
		});
	});

	it("cannot be called in while the database is down: nobody is told that they come when they do not", async () => {
		await play(ANA, 1, async (scene) => {
			const { callIn } = await dina(scene);
			await alert(scene, "disk");
			scene.world.edge.weather.set("database", { lostRequest: 1 });
			expect((await callIn()).status).toBe(503);
			expect(scene.types()).not.toContain("responder_added");
		});
	});
});
