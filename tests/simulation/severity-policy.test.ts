/** What the severity policy asks for beside pages: a ticket in another tool, once; and that some things stay private. */
import { describe, expect, it } from "vitest";
import { Hooks, TOLD_HOST } from "./hooks.ts";
import { call, noticesOf, tickFor } from "./notices.ts";
import { names, play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const TEAM: Shape = {
	name: "a team whose P4 files tickets",
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
}

/** GitHub, as far as it concerns issues of one repository. */
function github(scene: Scene): Issue[] {
	const issues: Issue[] = [];
	scene.world.edge.sites.set("api.github.com", (request, body) => {
		if (request.method === "GET") return Response.json(issues.toReversed());
		const { title, body: text } = JSON.parse(body);
		const number = issues.length + 1;
		issues.push({ number, html_url: `https://github.com/acme/shop/issues/${number}`, title, body: text });
		return Response.json(issues.at(-1), { status: 201 });
	});
	return issues;
}

type Rule = Record<string, unknown> & { severity: string };

async function policy(scene: Scene, severity: string, fields: object): Promise<void> {
	const { items } = await call<{ items: Rule[] }>(scene, "GET", "severity-policy");
	const changed = items.map((rule) => (rule.severity === severity ? { ...rule, ...fields } : rule));
	await call(scene, "PUT", "severity-policy", { items: changed });
	await scene.pass(5);
}

async function withTracker(scene: Scene): Promise<Issue[]> {
	const issues = github(scene);
	const settings = { repository: "acme/shop" };
	const tracker = { kind: "github", name: "Shop", token: "github-token", settings };
	const { id } = await call<{ id: string }>(scene, "POST", "trackers", tracker);
	await policy(scene, "P4", { ticketTrackerId: id });
	return issues;
}

const said = (scene: Scene) => scene.events().filter(({ type }) => type.startsWith("ticket_"));

describe("a severity that files a ticket", () => {
	it("files one in the tracker's words, pages nobody, and says so on the timeline", async () => {
		await play(TEAM, 1, async (scene) => {
			const issues = await withTracker(scene);
			await scene.answer(scene.acts.declare("P4"));
			await scene.pass(130);
			expect(issues).toHaveLength(1);
			expect(issues[0]!.title).toBe("PRIVATE payments fail");
			expect(issues[0]!.body).toContain(
				`From: #1 PRIVATE payments fail http://localhost:8787/app/incidents/inc_`,
			);
			expect(issues[0]!.body).not.toMatch(/Owner|Due/);
			expect(scene.left).toEqual([]);
			expect(said(scene).map(({ data }) => data)).toMatchObject([
				{ where: "Shop", key: "#1", url: "https://github.com/acme/shop/issues/1" },
			]);
		});
	});

	it("files one when an incident is lowered to it, and no second one whatever follows", async () => {
		await play(TEAM, 2, async (scene) => {
			const issues = await withTracker(scene);
			await scene.answer(scene.acts.declare("P2"));
			await scene.pass(65);
			expect(issues).toHaveLength(0);
			for (const what of ["quiet", "raise", "quiet", "override", "reopen"] as const) {
				await scene.answer(scene.acts.command(what, 0, "ana"));
				await scene.pass(65);
			}
			expect(issues).toHaveLength(1);
			expect(said(scene)).toHaveLength(1);
		});
	});

	it.each([1, 2, 3, 4, 5, 6, 7, 8])(
		"files one when everything is killed at any moment of it (%i)",
		async (seed) => {
			await play(TEAM, seed, async (scene) => {
				const { edge } = scene.world;
				const issues = await withTracker(scene);
				scene.stopTicks();
				void scene.acts.declare("P4");
				edge.clock.plan(edge.dice.between(20, 400), "a kill", () => edge.kill());
				await scene.pass(10);
				if (scene.witness.incidents.size === 0) await scene.answer(scene.acts.declare("P4"));
				await tickFor(scene, 15, { killed: 0.4, doubled: 0.3 });
				await tickFor(scene, 25);
				expect(issues).toHaveLength(scene.witness.incidents.size);
				expect(said(scene)).toHaveLength(1);
			});
		},
	);

	it("looks for the ticket before it files another one, when the answer was lost", async () => {
		await play(TEAM, 5, async (scene) => {
			const issues = await withTracker(scene);
			scene.world.edge.weather.set("network", { lostAnswer: 1 });
			void scene.acts.declare("P4");
			await scene.pass(90);
			expect(issues).toHaveLength(1);
			scene.world.edge.weather.set("network", null);
			await tickFor(scene, 12);
			expect(issues).toHaveLength(1);
			expect(said(scene)).toMatchObject([{ type: "ticket_filed", data: { where: "Shop", key: "#1" } }]);
		});
	});

	it("says why there is none, when the tracker refuses", async () => {
		await play(TEAM, 3, async (scene) => {
			await withTracker(scene);
			scene.world.edge.sites.set("api.github.com", () =>
				Response.json({ message: "Bad credentials" }, { status: 401 }),
			);
			await scene.answer(scene.acts.declare("P4"));
			await scene.pass(200);
			expect(said(scene)).toMatchObject([
				{ type: "ticket_failed", data: { where: "Shop", reason: expect.stringMatching(/Bad credentials/) } },
			]);
		});
	});

	it("calls a webhook instead, where the policy names one", async () => {
		await play(TEAM, 4, async (scene) => {
			const hooks = new Hooks(scene.world.edge);
			const url = `https://${TOLD_HOST}/desk`;
			const made = await call<{ id: string; secret: string }>(scene, "POST", "webhooks", { url, events: [] });
			hooks.secrets.set("desk", made.secret);
			await policy(scene, "P4", { ticketWebhookId: made.id });
			await scene.answer(scene.acts.declare("P4"));
			await scene.pass(130);
			expect(hooks.told.map(({ type, isVerified }) => [type, isVerified])).toEqual([
				["incident.ticket_wanted", true],
			]);
			expect(JSON.parse(hooks.told[0]!.body).data).toMatchObject({
				incidentId: scene.incident(),
				title: "PRIVATE payments fail",
			});
			expect(said(scene)).toMatchObject([{ type: "ticket_filed", data: { key: null, url: null } }]);
		});
	});

	it("takes one place for a ticket, and no tracker that is not there", async () => {
		await play(TEAM, 5, async (scene) => {
			const { items } = await call<{ items: Rule[] }>(scene, "GET", "severity-policy");
			const put = (fields: object) => {
				const body = { items: items.map((rule) => (rule.severity === "P4" ? { ...rule, ...fields } : rule)) };
				return scene.answer(scene.world.edge.http("PUT", "/api/v1/severity-policy", body, ADMIN));
			};
			const none = "01J00000000000000000000000";
			expect(await put({ ticketTrackerId: `trk_${none}` })).toMatchObject({
				status: 422,
				body: { errors: [{ pointer: "/items/3/ticketTrackerId" }] },
			});
			expect(await put({ ticketTrackerId: `trk_${none}`, ticketWebhookId: `wh_${none}` })).toMatchObject({
				status: 422,
				body: { errors: [{ message: expect.stringMatching(/one place/) }] },
			});
		});
	});
});

describe("people whom a severity names", () => {
	it("are told of the begin, of stakeholder updates and of the end, each once, and never paged", async () => {
		await play(TEAM, 7, async (scene) => {
			const left = noticesOf(scene);
			await policy(scene, "P1", { notifyUserIds: [scene.world.users.chidi], alsoPage: [] });
			await scene.answer(scene.acts.declare("P2"));
			await scene.pass(130);
			expect(left).toEqual([]);
			await scene.answer(scene.acts.command("raise", 0, "ana"));
			await scene.pass(130);
			const update = { audience: "stakeholders", status: "identified", message: "A card network is down." };
			await call(scene, "POST", `incidents/${scene.incident()}/updates`, update);
			await scene.pass(130);
			await scene.answer(scene.acts.command("override", 0, "ana"));
			await scene.pass(130);
			const told = left.filter(({ name }) => name === "chidi");
			expect(told.map(({ title, body }) => [title, body])).toEqual([
				["P1 incident · Checkout", "#1 PRIVATE payments fail"],
				["Update on #1 · Checkout", "A card network is down."],
				["#1 is resolved · Checkout", "#1 PRIVATE payments fail"],
			]);
			expect(names(scene.left)).not.toContain("chidi");
		});
	});
});

describe("a severity that is never published", () => {
	it("keeps its incidents from the public, updates included", async () => {
		await play(TEAM, 6, async (scene) => {
			await policy(scene, "P1", { publish: "never" });
			await scene.answer(scene.acts.declare("P1"));
			await scene.pass(5);
			const update = { audience: "public", status: "investigating", message: "We are looking." };
			const path = `/api/v1/incidents/${scene.incident()}/updates`;
			const refused = await scene.answer(scene.world.edge.http("POST", path, update, ADMIN));
			expect(refused).toMatchObject({
				status: 409,
				body: { detail: expect.stringMatching(/never publishes P1/) },
			});
			await call(scene, "POST", `incidents/${scene.incident()}/updates`, {
				...update,
				audience: "stakeholders",
			});
			const page = await scene.answer(scene.world.edge.http("GET", "/api/v2/incidents.json", undefined));
			expect(page.body).toMatchObject({ incidents: [] });
		});
	});
});
