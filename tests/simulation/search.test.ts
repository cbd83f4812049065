/** Finding an incident again, through the API and the real statements. */
import { describe, expect, it } from "vitest";
import { play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const SHOP: Shape = {
	name: "a shop in which one looks for incidents",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [{ page: ["ana"], afterSeconds: 300 }],
	repeat: 0,
	service: {},
	monitors: [],
	webhookMethods: [],
};

const TITLES = ["Payments fail with 503", "Search is slow", "Payments 100% down"];

async function ask(scene: Scene, query: string): Promise<{ status: number; titles: string[] }> {
	const path = `/api/v1/incidents?${new URLSearchParams({ q: query, limit: "50" })}`;
	const { status, body } = await scene.answer(scene.world.edge.http("GET", path, undefined, ADMIN));
	return { status, titles: (body as { items?: { title: string }[] }).items?.map((one) => one.title) ?? [] };
}

async function declareAll(scene: Scene): Promise<{ id: string; number: number }[]> {
	const { edge, ids } = scene.world;
	const made: { id: string; number: number }[] = [];
	for (const title of TITLES) {
		const body = { serviceId: ids.service, title };
		const answer = await scene.answer(edge.http("POST", "/api/v1/incidents", body, ADMIN));
		made.push(answer.body as { id: string; number: number });
		await scene.pass(2);
	}
	return made;
}

describe("Ana, looking for an incident", () => {
	it("finds it by its number, by words in any order and case, and by its service", async () => {
		await play(SHOP, 1, async (scene) => {
			const [first] = await declareAll(scene);
			const [payments, search, all] = TITLES;
			expect((await ask(scene, `#${first!.number}`)).titles).toEqual([payments]);
			expect((await ask(scene, String(first!.number))).titles).toContain(payments);
			expect((await ask(scene, "FAIL payments")).titles).toEqual([payments]);
			expect((await ask(scene, "payments")).titles).toEqual([all, payments]);
			expect((await ask(scene, "100%")).titles).toEqual([all]);
			expect((await ask(scene, "%")).titles).toEqual([all]);
			expect((await ask(scene, "slow")).titles).toEqual([search]);
			expect((await ask(scene, "no such words")).titles).toEqual([]);
			expect((await ask(scene, " ")).status).toBe(422);
		});
	});

	it("finds it by its new title once it was changed, and reads on the timeline who changed it", async () => {
		await play(SHOP, 1, async (scene) => {
			const [first] = await declareAll(scene);
			const path = `/api/v1/incidents/${first!.id}/title`;
			const put = (title: string) => scene.answer(scene.world.edge.http("PUT", path, { title }, ADMIN));
			expect((await put("Card payments fail")).body).toMatchObject({ title: "Card payments fail" });
			await put("Card payments fail");
			await scene.pass(5);
			expect((await ask(scene, "card")).titles).toEqual(["Card payments fail"]);
			const told = scene.events(first!.id).filter(({ type }) => type === "title_changed");
			expect(told.map(({ data }) => [data.from, data.to])).toEqual([[TITLES[0], "Card payments fail"]]);
		});
	});
});
