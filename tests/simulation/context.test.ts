import { describe, expect, it } from "vitest";
import { play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const SHOP: Shape = {
	name: "a shop that has seen this before",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [{ page: ["ana"], afterSeconds: 60 }],
	repeat: 0,
	service: { reopenWindowSeconds: 60 },
	monitors: [{ intervalSeconds: 30 }],
	webhookMethods: [],
};

interface Context {
	similar: { id: string; likeness: string; note: string | null; resolvedAt: string }[];
	duplicates: { id: string; likeness: string }[];
	changes: { kind: string; action: string; fields: string[]; by: string | null }[];
	links: { label: string; url: string }[];
}

const ask = (scene: Scene, method: string, path: string, body?: object) =>
	scene.answer(scene.world.edge.http(method, `/api/v1${path}`, body, ADMIN));
const contextOf = async (scene: Scene, id: string) => {
	const answer = await ask(scene, "GET", `/incidents/${id}/context`);
	expect(answer.status).toBe(200);
	return answer.body as Context;
};
const newest = (scene: Scene) => [...scene.witness.incidents.keys()].at(-1) as string;

/** The monitor fails until an incident is there, which somebody resolves with these words once it works. */
async function outage(scene: Scene, note: string): Promise<string> {
	scene.works(0, false);
	await scene.pass(60);
	const id = newest(scene);
	await scene.answer(scene.acts.on(id, "PUT", "acknowledgement", {}));
	scene.works(0, true);
	await scene.pass(1);
	await scene.answer(scene.acts.on(id, "PUT", "resolution", { note }));
	await scene.pass(200);
	return id;
}

describe("what is around an incident", () => {
	it("is the earlier one of the same monitor with the same error, and what ended it", async () => {
		await play(SHOP, 1, async (scene) => {
			const first = await outage(scene, "Rolled back");
			scene.works(0, false);
			await scene.pass(60);
			const now = newest(scene);
			expect(now).not.toBe(first);
			const { similar, duplicates } = await contextOf(scene, now);
			expect(similar).toMatchObject([{ id: first, likeness: "monitor_and_error", note: "Rolled back" }]);
			expect(duplicates).toEqual([]);
		});
	});

	it("is what looks the same and is open, until it is merged; a drill and another problem are not", async () => {
		await play({ ...SHOP, monitors: [] }, 1, async (scene) => {
			const declare = async (title: string) => {
				const body = { serviceId: scene.world.ids.service, title, severity: "P3" };
				const answer = await ask(scene, "POST", "/incidents", body);
				await scene.pass(3);
				return (answer.body as { id: string }).id;
			};
			const one = await declare("Payments are slow in 2 regions");
			const same = await declare("Payments are slow in 3 regions");
			await declare("The disk of db-1 is full");
			expect((await contextOf(scene, one)).duplicates).toMatchObject([{ id: same, likeness: "title" }]);
			await ask(scene, "POST", `/incidents/${same}/merges`, { intoIncidentId: one });
			await scene.pass(3);
			const after = await contextOf(scene, one);
			expect([after.duplicates, after.similar]).toEqual([[], []]);
		});
	});

	it("is who changed which settings, without what they hold, and links with its time", async () => {
		await play(SHOP, 1, async (scene) => {
			const url = "https://grafana.example/d/shop?from={startMs}";
			const links = [{ label: "Dashboard", url }];
			await ask(scene, "PATCH", `/services/${scene.world.ids.service}`, { links, tier: 1 });
			await scene.pass(60);
			const id = await outage(scene, "It was the switch");
			const { changes, links: filled } = await contextOf(scene, id);
			const edit = changes.find(({ kind, action }) => kind === "service" && action === "updated");
			expect(edit?.fields.toSorted()).toEqual(["links", "tier"]);
			expect(JSON.stringify(changes)).not.toContain("grafana");
			expect(filled[0]?.url).toMatch(/^https:\/\/grafana\.example\/d\/shop\?from=\d{13}$/);
		});
	});

	it("is what another tool said it deployed, once and until the incident was over, to nobody’s alarm", async () => {
		await play({ ...SHOP, monitors: [] }, 1, async (scene) => {
			const serviceId = scene.world.ids.service;
			const integrations = `/services/${serviceId}/integrations`;
			const { key } = (await ask(scene, "POST", integrations, { kind: "events-v2", name: "CI" })).body as {
				key: string;
			};
			const timestamp = new Date(SHOP.startAt - 60_000).toISOString();
			const links = [{ href: "https://ci.example/39ce" }];
			const tell = (summary: string, more: object = {}) => {
				const event = { routing_key: key, payload: { summary, timestamp, ...more }, links };
				return scene.answer(scene.world.edge.http("POST", "/v2/change/enqueue", event));
			};
			for (let time = 0; time < 2; time++)
				expect(await tell("Deploy 39ce")).toMatchObject({ status: 202, body: { status: "success" } });
			expect((await tell("")).status).toBe(400);
			const { status } = await scene.answer(
				scene.world.edge.http("POST", "/v2/change/enqueue", {
					routing_key: `${key.slice(0, -64)}${"0".repeat(64)}`,
					payload: { summary: "Forged" },
				}),
			);
			expect(status).toBe(400);
			expect(scene.witness.incidents.size).toBe(0);
			const declared = await ask(scene, "POST", "/incidents", { serviceId, title: "Cards are refused" });
			const { id } = declared.body as { id: string };
			await scene.pass(3);
			await scene.answer(scene.acts.on(id, "PUT", "resolution", { note: "Rolled back" }));
			await scene.pass(60);
			await tell("Deploy 4d10", { timestamp: undefined });
			const { changes } = await contextOf(scene, id);
			expect(changes.filter(({ action }) => action === "reported")).toMatchObject([
				{ kind: "other", name: "Deploy 39ce", by: "CI", url: "https://ci.example/39ce" },
			]);
		});
	});

	it("is nothing of an incident that nobody knows", async () => {
		await play(SHOP, 1, async (scene) => {
			expect((await ask(scene, "GET", "/incidents/inc_01ARZ3NDEKTSV4RRFFQ69G5FAV/context")).status).toBe(404);
		});
	});
});
