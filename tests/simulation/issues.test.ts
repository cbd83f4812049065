/** An issue in a tracker is created once, whatever is killed, lost or asked for twice. */
import { describe, expect, it } from "vitest";
import { call, tickFor } from "./notices.ts";
import { play, type Scene } from "./scene.ts";
import type { Shape } from "./world.ts";

const TEAM: Shape = {
	name: "a team with a tracker",
	startAt: Date.UTC(2031, 0, 8, 10),
	levels: [{ page: ["ana"], afterSeconds: 600 }],
	repeat: 0,
	service: {},
	monitors: [],
	webhookMethods: [],
};

interface Issue {
	number: number;
	html_url: string;
	title: string;
	body: string;
	created_at: number;
}

/** GitHub, as far as it concerns issues of one repository. It takes so long to create one. */
function github(scene: Scene, takesMs = 0) {
	const { edge } = scene.world;
	const issues: Issue[] = [];
	edge.sites.set("api.github.com", async (request, body) => {
		if (request.method === "GET") return Response.json(issues.toReversed());
		if (takesMs > 0) await new Promise<void>((resolve) => edge.clock.plan(takesMs, "GitHub", resolve));
		const { title, body: text } = JSON.parse(body);
		const number = issues.length + 1;
		const html_url = `https://github.com/acme/shop/issues/${number}`;
		issues.push({ number, html_url, title, body: text, created_at: edge.clock.wall() });
		return Response.json(issues.at(-1), { status: 201 });
	});
	return issues;
}

async function setUp(scene: Scene): Promise<string> {
	await call(scene, "POST", "trackers", {
		kind: "github",
		name: "Shop",
		token: "github-token",
		settings: { repository: "acme/shop" },
	});
	const { id } = await call<{ id: string }>(scene, "POST", "action-items", {
		text: "Alert when the pool is nearly used up",
		ownerId: scene.world.users.bo,
		dueAt: "2031-02-01T00:00:00.000Z",
	});
	return id;
}

const ask = (scene: Scene, id: string) => {
	const headers = { authorization: "Bearer simulated-admin" };
	const { edge } = scene.world;
	return edge.http("POST", `/api/v1/action-items/${id}/issue`, {}, headers).catch(() => null);
};

describe("an issue", () => {
	it("is there once, and its link with it, when two people ask at once", async () => {
		await play(TEAM, 1, async (scene) => {
			const issues = github(scene);
			const id = await setUp(scene);
			await scene.answer(Promise.all([ask(scene, id), ask(scene, id), ask(scene, id)]));
			await tickFor(scene, 3);
			expect(issues.map(({ title }) => title)).toEqual(["Alert when the pool is nearly used up"]);
			expect(await call(scene, "GET", `action-items/${id}`)).toMatchObject({
				link: "https://github.com/acme/shop/issues/1",
				issue: { state: "created", key: "#1", detail: null },
			});
		});
	});

	it("is there once when somebody asks again while the tracker takes its time", async () => {
		await play(TEAM, 1, async (scene) => {
			const issues = github(scene, 4_000);
			const id = await setUp(scene);
			void ask(scene, id);
			await scene.pass(2);
			void ask(scene, id);
			await tickFor(scene, 3);
			expect(issues).toHaveLength(1);
		});
	});

	it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
		"is created once when everything is killed at any moment of it (%i)",
		async (seed) => {
			await play(TEAM, seed, async (scene) => {
				const { edge } = scene.world;
				const issues = github(scene);
				const id = await setUp(scene);
				void ask(scene, id);
				edge.clock.plan(edge.dice.between(0, 260), "a kill", () => edge.kill());
				await scene.pass(30);
				void ask(scene, id);
				await tickFor(scene, 4);
				edge.clock.plan(edge.dice.between(0, 400), "a kill", () => edge.kill());
				await tickFor(scene, 8);
				const isAsked = (await call<{ issue: object | null }>(scene, "GET", `action-items/${id}`)).issue;
				if (isAsked === null) await scene.answer(ask(scene, id));
				expect(issues).toHaveLength(1);
				expect(await call(scene, "GET", `action-items/${id}`)).toMatchObject({
					link: issues[0]?.html_url,
					issue: { state: "created" },
				});
			});
		},
	);

	it("is looked for before it is created again, when the answer was lost", async () => {
		await play(TEAM, 2, async (scene) => {
			const issues = github(scene);
			const id = await setUp(scene);
			scene.world.edge.weather.set("network", { lostAnswer: 1 });
			await scene.answer(ask(scene, id));
			expect(issues).toHaveLength(1);
			scene.world.edge.weather.set("network", null);
			const unsure = await call<{ issue: { state: string; detail: string } }>(
				scene,
				"GET",
				`action-items/${id}`,
			);
			expect(unsure.issue).toMatchObject({
				state: "creating",
				detail: expect.stringMatching(/^No answer: /),
			});
			scene.world.edge.weather.set("network", { lostAnswer: 1 });
			await tickFor(scene, 4);
			scene.world.edge.weather.set("network", null);
			await tickFor(scene, 40);
			expect(issues).toHaveLength(1);
			expect(await call(scene, "GET", `action-items/${id}`)).toMatchObject({
				link: issues[0]?.html_url,
				issue: { state: "created", key: "#1" },
			});
		});
	});

	it("is given up in words after six tries without an answer, and can be asked for again", async () => {
		await play(TEAM, 3, async (scene) => {
			const id = await setUp(scene);
			let isBack = false;
			let asked = 0;
			scene.world.edge.sites.set("api.github.com", () => {
				asked++;
				return isBack ? Response.json([]) : new Response("", { status: 502 });
			});
			await scene.answer(ask(scene, id));
			await tickFor(scene, 60);
			expect(asked).toBe(6);
			expect(await call(scene, "GET", `action-items/${id}`)).toMatchObject({
				link: null,
				issue: { state: "failed", detail: "GitHub answered 502" },
			});
			isBack = true;
			const issues = github(scene);
			await scene.answer(ask(scene, id));
			expect(issues).toHaveLength(1);
		});
	});
});
