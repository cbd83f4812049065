/** A team in the middle of a move: what happens here opens, acknowledges, and closes an alert in the tool that it leaves. */
import { describe, expect, it } from "vitest";
import { call } from "./notices.ts";
import { play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const TEAM: Shape = {
	name: "a team in the middle of a move",
	startAt: Date.UTC(2031, 0, 8, 10),
	levels: [{ page: ["ana"], afterSeconds: 600 }],
	repeat: 0,
	service: { reopenWindowSeconds: 0 },
	monitors: [],
	webhookMethods: [],
};
const PD_HOST = "events.pagerduty.com";
const OG_HOST = "api.opsgenie.com";

interface Told {
	path: string;
	key: string;
	body: Record<string, unknown>;
}

/** Both tools. `mode` says how the next requests are answered. */
function tools(scene: Scene) {
	const { edge } = scene.world;
	const told = { pagerduty: [] as Told[], opsgenie: [] as Told[] };
	const state = { mode: "takes" as "takes" | "busy" | "cut-off" | "silent" };
	const take = (to: Told[], request: Request, text: string): Response | "broken" | null => {
		const { pathname, search } = new URL(request.url);
		const key = request.headers.get("authorization") ?? "";
		to.push({ path: pathname + search, key, body: JSON.parse(text) });
		if (state.mode === "silent") return null;
		if (state.mode === "cut-off") return "broken";
		if (state.mode === "busy") return new Response("{}", { status: 429, headers: { "retry-after": "2" } });
		return Response.json({ status: "success" }, { status: 202 });
	};
	edge.sites.set(PD_HOST, (request, text) => take(told.pagerduty, request, text));
	edge.sites.set(OG_HOST, (request, text) => take(told.opsgenie, request, text));
	return { told, state };
}

const add = (scene: Scene, format: string, key: string) =>
	call<{ id: string; secret: null; events: string[] }>(scene, "POST", "webhooks", {
		name: format,
		format,
		key,
	});

describe("PagerDuty and Opsgenie", () => {
	it("hear of an incident from its begin to its end by one key, of each step once", async () => {
		await play(TEAM, 1, async (scene) => {
			const { told } = tools(scene);
			const made = await add(scene, "pagerduty", "R0UTING-SECRET");
			await add(scene, "opsgenie", "GEN1E-SECRET");
			expect(made.secret).toBeNull();
			await scene.answer(scene.acts.alert("disk", "trigger"));
			await scene.pass(5);
			await scene.answer(scene.acts.command("acknowledge", 0, "ana"));
			await scene.pass(2);
			await scene.answer(scene.acts.command("update", 0, "ana"));
			await scene.answer(scene.acts.command("override", 0, "ana"));
			await scene.pass(5);
			const id = scene.incident();
			expect(told.pagerduty.map(({ body }) => [body.event_action, body.dedup_key, body.routing_key])).toEqual(
				[
					["trigger", id, "R0UTING-SECRET"],
					["acknowledge", id, "R0UTING-SECRET"],
					["resolve", id, "R0UTING-SECRET"],
				],
			);
			expect(told.opsgenie.map(({ path }) => path)).toEqual([
				"/v2/alerts",
				`/v2/alerts/${id}/acknowledge?identifierType=alias`,
				`/v2/alerts/${id}/close?identifierType=alias`,
			]);
			expect(new Set(told.opsgenie.map(({ key }) => key))).toEqual(new Set(["GenieKey GEN1E-SECRET"]));
			const shown = JSON.stringify([
				await call(scene, "GET", "webhooks"),
				await call(scene, "GET", `webhooks/${made.id}/deliveries`),
				await call(scene, "GET", "audit-log"),
				(await scene.answer(scene.world.edge.http("GET", "/api/v1/export", undefined, ADMIN))).body,
				scene.events(),
			]);
			for (const secret of ["R0UTING-SECRET", "GEN1E-SECRET"]) expect(shown).not.toContain(secret);
		});
	});

	it.each(["busy", "cut-off", "silent"] as const)(
		"are told once more with the same key where they were %s, and in order",
		async (mode) => {
			await play(TEAM, 2, async (scene) => {
				const { told, state } = tools(scene);
				await add(scene, "pagerduty", "R0UTING");
				state.mode = mode;
				await scene.answer(scene.acts.alert("disk", "trigger"));
				await scene.pass(3);
				await scene.answer(scene.acts.command("acknowledge", 0, "ana"));
				state.mode = "takes";
				await scene.pass(150);
				const actions = told.pagerduty.map(({ body }) => body.event_action);
				expect(actions.at(-1)).toBe("acknowledge");
				expect(actions.filter((action) => action === "trigger").length).toBeGreaterThan(1);
				expect(actions.indexOf("acknowledge")).toBe(actions.length - 1);
				expect(new Set(told.pagerduty.map(({ body }) => body.dedup_key)).size).toBe(1);
			});
		},
	);

	it("are paged as a level’s own target by the alert that the events go on with", async () => {
		await play(TEAM, 3, async (scene) => {
			const { told } = tools(scene);
			const { id } = await add(scene, "pagerduty", "R0UTING");
			const [policy] = (await call<{ items: { id: string }[] }>(scene, "GET", "escalation-policies")).items;
			const levels = [{ targets: [{ kind: "webhook", id }], escalateAfterSeconds: 600 }];
			await call(scene, "PATCH", `escalation-policies/${policy!.id}`, { levels });
			await scene.pass(5);
			await scene.answer(scene.acts.declare("P1"));
			await scene.pass(5);
			const incident = scene.acts.declared[0]!;
			expect(scene.events(incident).filter(({ type }) => type === "page_accepted").length).toBeGreaterThan(0);
			const triggers = told.pagerduty.filter(({ body }) => body.event_action === "trigger");
			expect(new Set(triggers.map(({ body }) => body.dedup_key))).toEqual(new Set([incident]));
			expect(triggers).toHaveLength(2);
		});
	});

	it("take no ticket of a severity and no notice to stakeholders: that is refused where it is set", async () => {
		await play(TEAM, 4, async (scene) => {
			const { id } = await add(scene, "opsgenie", "GEN1E");
			const refused = async (method: string, path: string, body: unknown) => {
				const reply = await scene.answer(scene.world.edge.http(method, `/api/v1/${path}`, body, ADMIN));
				return [reply.status, (reply.body as { errors: { pointer: string }[] }).errors[0]];
			};
			const stakeholders = [
				{ name: "Chidi", userId: scene.world.users.chidi, channel: "push" },
				{ name: "Board", channel: id },
			];
			expect(await refused("PATCH", "settings", { stakeholders })).toMatchObject([
				422,
				{ pointer: "/stakeholders/1/channel", message: "opens alerts in another tool, and takes no notices" },
			]);
			const { items } = await call<{ items: object[] }>(scene, "GET", "severity-policy");
			const [worst, ...others] = items;
			const policy = { items: [{ ...worst, ticketWebhookId: id }, ...others] };
			expect(await refused("PUT", "severity-policy", policy)).toMatchObject([
				422,
				{ pointer: "/items/0/ticketWebhookId", message: "opens alerts in another tool, and no tickets" },
			]);
		});
	});

	it("hear nothing of a drill, by events or as a level’s target, and the drill goes on without them", async () => {
		await play(TEAM, 6, async (scene) => {
			const { told } = tools(scene);
			const { id } = await add(scene, "pagerduty", "R0UTING");
			const [policy] = (await call<{ items: { id: string }[] }>(scene, "GET", "escalation-policies")).items;
			const targets = [
				{ kind: "webhook", id },
				{ kind: "user", id: scene.world.users.ana },
			];
			const levels = [{ targets, escalateAfterSeconds: 600 }];
			await call(scene, "PATCH", `escalation-policies/${policy!.id}`, { levels });
			await scene.pass(5);
			const asked = { serviceId: scene.world.ids.service, severity: "P1", live: true };
			const drill = await call<{ incident: { id: string } }>(scene, "POST", "rehearsals", asked);
			await scene.pass(10);
			expect(scene.left.map(({ name }) => name)).toContain("ana");
			const failed = scene.events(drill.incident.id).filter(({ type }) => type === "page_failed");
			expect(failed.map(({ data }) => data.reason)).toEqual(["drill"]);
			expect(told.pagerduty).toEqual([]);
		});
	});

	it("take no event that they have no word for, no key of a webhook of ours, and no ticket", async () => {
		await play(TEAM, 4, async (scene) => {
			const send = async (method: string, path: string, body: object) => {
				const answer = await scene.answer(scene.world.edge.http(method, `/api/v1/${path}`, body, ADMIN));
				const { errors } = answer.body as { errors?: { pointer: string }[] };
				return [answer.status, errors?.[0]?.pointer];
			};
			const post = (body: object) => send("POST", "webhooks", body);
			expect(await post({ format: "pagerduty", key: "k", events: ["monitor.down"] })).toEqual([
				422,
				"/events",
			]);
			expect(await post({ url: "https://told.example.com", key: "k" })).toEqual([422, "/key"]);
			expect(await post({})).toEqual([422, "/url"]);
			const { id } = await add(scene, "opsgenie", "k");
			expect(await send("PATCH", `webhooks/${id}`, { events: ["review.due"] })).toEqual([422, "/events"]);
			expect(await send("POST", `webhooks/${id}/secret`, {})).toEqual([409, undefined]);
			const policy = await call<{ items: object[] }>(scene, "GET", "severity-policy");
			const items = policy.items.map((item) => ({ ...item, ticketWebhookId: id }));
			expect(await send("PUT", "severity-policy", { items })).toEqual([422, "/items/0/ticketWebhookId"]);
		});
	});

	it("come from a file turned off, since no file carries their key, and are turned on with it alone", async () => {
		await play(TEAM, 5, async (scene) => {
			const { told } = tools(scene);
			const made = await call<{ id: string; state: string; stateReason: string }>(scene, "POST", "webhooks", {
				...{ name: "PagerDuty", format: "pagerduty" },
			});
			expect(made).toMatchObject({
				state: "disabled",
				stateReason: expect.stringContaining("key is missing"),
			});
			const path = `/api/v1/webhooks/${made.id}`;
			const turn = (body: object) => scene.answer(scene.world.edge.http("PATCH", path, body, ADMIN));
			expect((await turn({ state: "active" })).status).toBe(422);
			expect((await turn({ state: "active", key: "R0UTING" })).body).toMatchObject({ state: "active" });
			await call(scene, "POST", `webhooks/${made.id}/test`, {});
			expect(told.pagerduty.map(({ body }) => body.event_action)).toEqual(["resolve"]);
		});
	});
});
