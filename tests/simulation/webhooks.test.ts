/** Other tools are told what happens: in order, once or more, and never at anybody else's cost. */
import { describe, expect, it } from "vitest";
import { Hooks, objections, TOLD_HOST } from "./hooks.ts";
import { call, noticesOf, shown, tickFor } from "./notices.ts";
import { play, type Scene } from "./scene.ts";
import type { Shape } from "./world.ts";

const TEAM: Shape = {
	name: "a team with webhooks",
	startAt: Date.UTC(2031, 0, 8, 10),
	levels: [{ page: ["ana"], afterSeconds: 600 }],
	repeat: 0,
	service: { reopenWindowSeconds: 0 },
	monitors: [],
	webhookMethods: [],
};
const WATCHED: Shape = { ...TEAM, name: "a watched team with webhooks", monitors: [{ intervalSeconds: 30 }] };

/** Hours in which nobody is paged and the tick comes every ten minutes: what waits for longer waits as long. */
async function hoursPass(scene: Scene, hours: number): Promise<void> {
	scene.stopTicks();
	for (let i = 0; i < hours * 6; i++) {
		void scene.world.edge.tick();
		await scene.pass(600);
	}
}

interface Made {
	id: string;
	secret: string;
}

async function subscribe(scene: Scene, hooks: Hooks, name: string, events = ["*"]): Promise<Made> {
	const made = await call<Made>(scene, "POST", "webhooks", {
		name,
		url: `https://${TOLD_HOST}/${name}`,
		events,
	});
	hooks.secrets.set(name, made.secret);
	return made;
}

interface Delivery {
	id: string;
	type: string;
	state: string;
	attempts: number;
	lastStatus: number | null;
	lastReason: string | null;
	lastTookMs: number | null;
}
const deliveries = async (scene: Scene, { id }: Made) =>
	(await call<{ items: Delivery[] }>(scene, "GET", `webhooks/${id}/deliveries?limit=200`)).items;
const stateOf = (scene: Scene, { id }: Made) =>
	call<{ state: string; stateReason: string | null; failures: number }>(scene, "GET", `webhooks/${id}`);

describe("an outgoing webhook", () => {
	it("is told of an incident from its begin to its end, in order, signed, within two seconds", async () => {
		await play(TEAM, 1, async (scene) => {
			const hooks = new Hooks(scene.world.edge);
			await subscribe(scene, hooks, "all");
			await scene.answer(scene.acts.alert("disk", "trigger"));
			await scene.pass(5);
			await scene.answer(scene.acts.command("acknowledge", 0, "ana"));
			await scene.pass(2);
			await scene.answer(scene.acts.command("lower", 0, "ana"));
			await scene.pass(2);
			await scene.answer(scene.acts.command("update", 0, "ana"));
			await scene.pass(2);
			await scene.answer(scene.acts.command("override", 0, "ana"));
			await scene.pass(2);
			const taken = hooks.taken("all").filter(({ type }) => type.startsWith("incident."));
			expect(taken.map(({ type }) => type)).toEqual([
				"incident.triggered",
				"incident.acknowledged",
				"incident.severity_changed",
				"incident.update_published",
				"incident.resolved",
			]);
			expect(taken.every(({ isVerified }) => isVerified)).toBe(true);
			for (const { at, body } of taken)
				expect(at - Date.parse(JSON.parse(body).timestamp)).toBeLessThan(2_000);
			expect(objections(hooks.told)).toEqual([]);
		});
	});

	it("is told of what it chose alone, and of nothing private", async () => {
		await play(TEAM, 2, async (scene) => {
			const hooks = new Hooks(scene.world.edge);
			await subscribe(scene, hooks, "ends", ["incident.resolved"]);
			await subscribe(scene, hooks, "none", []);
			await scene.answer(scene.acts.alert("disk", "trigger"));
			await scene.pass(5);
			await scene.answer(scene.acts.command("note", 0, "ana"));
			await scene.answer(scene.acts.command("override", 0, "ana"));
			await scene.pass(5);
			expect(hooks.told.map(({ hook, type }) => `${hook} ${type}`)).toEqual(["ends incident.resolved"]);
			const { data } = JSON.parse(hooks.told[0]!.body);
			expect(Object.keys(data).sort()).toEqual(["event", "incident", "url"]);
			expect(hooks.told[0]!.body).not.toMatch(/note|evidence|description|whsec_|dedupKey/);
		});
	});

	it("is told when a monitor goes down and works again", async () => {
		await play(WATCHED, 3, async (scene) => {
			const hooks = new Hooks(scene.world.edge);
			await subscribe(scene, hooks, "monitors", ["monitor.down", "monitor.up"]);
			await scene.pass(60);
			scene.works(0, false);
			await scene.pass(120);
			scene.works(0, true);
			await scene.pass(180);
			expect(hooks.taken("monitors").map(({ type }) => type)).toEqual(["monitor.down", "monitor.up"]);
			expect(JSON.parse(hooks.told[0]!.body).data).toMatchObject({
				monitor: { id: scene.world.monitors[0] },
				from: "up",
				to: "down",
			});
		});
	});

	it("is told when a review is due, and each time that one is published", async () => {
		await play(TEAM, 11, async (scene) => {
			const hooks = new Hooks(scene.world.edge);
			await subscribe(scene, hooks, "reviews", ["review.due", "review.published"]);
			await scene.answer(scene.acts.alert("disk", "trigger"));
			await scene.pass(5);
			await scene.answer(scene.acts.command("override", 0, "ana"));
			const path = `reviews/${scene.incident()}`;
			await hoursPass(scene, 50);
			expect(hooks.taken("reviews").map(({ type }) => type)).toEqual(["review.due"]);
			await call(scene, "PUT", `${path}/approval`);
			await call(scene, "PUT", `${path}/publication`, {});
			await call(scene, "DELETE", `${path}/publication`);
			await call(scene, "PUT", `${path}/publication`, {});
			await hoursPass(scene, 0.5);
			const taken = hooks.taken("reviews");
			expect(taken.map(({ type }) => type)).toEqual(["review.due", "review.published", "review.published"]);
			expect(JSON.parse(taken[1]!.body).data).toMatchObject({
				review: { id: expect.stringMatching(/^rev_/) },
				incident: { id: scene.incident(), number: 1, drill: false, service: { name: "Checkout" } },
				url: `http://localhost:8787/app/reviews/${scene.incident()}`,
			});
			expect(new Set(taken.map(({ id }) => id)).size).toBe(3);
		});
	});

	it("is tried for three days with growing pauses under one id, and nothing overtakes it", async () => {
		await play(TEAM, 4, async (scene) => {
			const hooks = new Hooks(scene.world.edge);
			const made = await subscribe(scene, hooks, "late", ["incident.triggered", "incident.acknowledged"]);
			hooks.modes.set("late", "breaks");
			await scene.answer(scene.acts.alert("disk", "trigger"));
			await scene.pass(3);
			await scene.answer(scene.acts.command("acknowledge", 0, "ana"));
			await scene.answer(scene.acts.command("override", 0, "ana"));
			await hoursPass(scene, 30);
			const tried = hooks.of("late");
			expect(new Set(tried.map(({ type }) => type))).toEqual(new Set(["incident.triggered"]));
			const pauses = tried.slice(1).map(({ at }, i) => at - tried[i]!.at);
			expect(pauses[0]).toBeLessThan(8_000);
			expect(Math.max(...pauses)).toBeLessThanOrEqual(71 * 60_000);
			expect(pauses.at(-1)).toBeGreaterThan(59 * 60_000);
			expect(await stateOf(scene, made)).toMatchObject({ state: "active" });
			hooks.modes.set("late", "fine");
			await hoursPass(scene, 1.5);
			expect(hooks.taken("late").map(({ type }) => type)).toEqual([
				"incident.triggered",
				"incident.acknowledged",
			]);
			expect(objections(hooks.told)).toEqual([]);
			expect(await stateOf(scene, made)).toMatchObject({ state: "active", failures: 0 });
		});
	});

	it("is turned off after two days without success, the admins are told, and a person turns it on again", async () => {
		await play(TEAM, 5, async (scene) => {
			const hooks = new Hooks(scene.world.edge);
			await call(scene, "PATCH", `users/${scene.world.users.chidi}`, { role: "admin" });
			const left = noticesOf(scene);
			const made = await subscribe(scene, hooks, "dead", ["incident.triggered"]);
			hooks.modes.set("dead", "silent");
			await scene.answer(scene.acts.alert("disk", "trigger"));
			await scene.pass(5);
			await scene.answer(scene.acts.command("override", 0, "ana"));
			await hoursPass(scene, 50);
			expect(await stateOf(scene, made)).toMatchObject({
				state: "disabled",
				stateReason: expect.stringMatching(/^Nothing was accepted for two days: timed out/),
			});
			expect(shown(left, "chidi").filter((title) => title.includes("webhook"))).toEqual([
				"The webhook dead was turned off",
			]);
			const tries = hooks.told.length;
			await scene.answer(scene.acts.alert("cpu", "trigger"));
			await scene.pass(5);
			await scene.answer(scene.acts.command("override", 0, "ana"));
			await hoursPass(scene, 1.5);
			expect(hooks.told.length).toBe(tries);
			hooks.modes.set("dead", "fine");
			await call(scene, "PATCH", `webhooks/${made.id}`, { state: "active" });
			await hoursPass(scene, 1.5);
			expect(hooks.taken("dead")).toHaveLength(1);
			await scene.answer(scene.acts.alert("memory", "trigger"));
			await scene.pass(5);
			expect(hooks.taken("dead")).toHaveLength(2);
		});
	});

	it("is turned off at once by 410, and can be replayed afterwards", async () => {
		await play(TEAM, 6, async (scene) => {
			const hooks = new Hooks(scene.world.edge);
			const made = await subscribe(scene, hooks, "gone", ["incident.triggered"]);
			await scene.answer(scene.acts.alert("disk", "trigger"));
			await scene.pass(5);
			const [first] = await deliveries(scene, made);
			expect(first).toMatchObject({ state: "delivered", attempts: 1, lastStatus: 200, lastReason: null });
			hooks.modes.set("gone", "gone");
			await scene.answer(scene.acts.alert("cpu", "trigger"));
			await scene.pass(5);
			expect(await stateOf(scene, made)).toMatchObject({
				state: "disabled",
				stateReason: "The receiver answered 410.",
			});
			hooks.modes.set("gone", "fine");
			await call(scene, "PATCH", `webhooks/${made.id}`, { state: "active" });
			await call(scene, "POST", `webhooks/${made.id}/deliveries/${first!.id}/replay`);
			await scene.pass(90);
			const again = hooks.of("gone").filter(({ id }) => id === first!.id);
			expect(again).toHaveLength(2);
			expect(objections(hooks.told)).toEqual([]);
		});
	});

	it("hears nothing after it was deleted", async () => {
		await play(TEAM, 7, async (scene) => {
			const hooks = new Hooks(scene.world.edge);
			const made = await subscribe(scene, hooks, "deleted");
			hooks.modes.set("deleted", "breaks");
			await scene.answer(scene.acts.alert("disk", "trigger"));
			await scene.pass(20);
			await call(scene, "DELETE", `webhooks/${made.id}`);
			const told = hooks.told.length;
			expect(told).toBeGreaterThan(0);
			await scene.pass(7_200);
			expect(hooks.told.length).toBe(told);
		});
	});

	it("checks with the old secret and the new one for a day", async () => {
		await play(TEAM, 8, async (scene) => {
			const hooks = new Hooks(scene.world.edge);
			const made = await subscribe(scene, hooks, "rotated", ["incident.triggered"]);
			const { secret } = await call<Made>(scene, "POST", `webhooks/${made.id}/secret`);
			expect(secret).not.toBe(made.secret);
			const verifiedWith = async (key: string, checked: string) => {
				hooks.secrets.set("rotated", checked);
				await scene.answer(scene.acts.alert(key, "trigger"));
				await scene.pass(5);
				await scene.answer(scene.acts.command("override", 0, "ana"));
				return hooks.told.at(-1)!.isVerified;
			};
			expect(await verifiedWith("one", made.secret)).toBe(true);
			expect(await verifiedWith("two", secret)).toBe(true);
			await hoursPass(scene, 24.5);
			expect(await verifiedWith("three", made.secret)).toBe(false);
			expect(await verifiedWith("four", secret)).toBe(true);
		});
	});

	it.each([1, 2, 3, 4, 5, 6, 7, 8])(
		"is told all of it, in order, when everything is killed at any moment (%i)",
		async (seed) => {
			await play(TEAM, seed, async (scene) => {
				const { edge } = scene.world;
				const hooks = new Hooks(edge);
				await subscribe(scene, hooks, "all", ["incident.triggered", "incident.acknowledged"]);
				scene.stopTicks();
				hooks.modes.set("all", seed % 2 === 0 ? "slow" : "fine");
				void scene.acts.alert("disk", "trigger");
				edge.clock.plan(edge.dice.between(0, 600), "a kill", () => edge.kill());
				await scene.pass(4);
				await scene.answer(scene.acts.alert("disk", "trigger"));
				await scene.pass(4);
				void scene.acts.command("acknowledge", 0, "ana");
				edge.clock.plan(edge.dice.between(0, 300), "a kill", () => edge.kill());
				await scene.pass(2);
				await scene.answer(scene.acts.command("acknowledge", 0, "ana"));
				await tickFor(scene, 12, { killed: 0.2, doubled: 0.3 });
				await tickFor(scene, 6);
				expect(hooks.taken("all").map(({ type }) => type)).toEqual([
					"incident.triggered",
					"incident.acknowledged",
				]);
				expect(objections(hooks.told)).toEqual([]);
			});
		},
	);
});

describe("a dead receiver", () => {
	it("delays no page and no other webhook, with 500 events", async () => {
		await play(TEAM, 9, async (scene) => {
			const hooks = new Hooks(scene.world.edge);
			const chosen = ["incident.triggered", "incident.update_published"];
			await subscribe(scene, hooks, "dead", chosen);
			await subscribe(scene, hooks, "alive", chosen);
			hooks.modes.set("dead", "silent");
			const ids: string[] = [];
			for (let i = 0; i < 10; i++) {
				await scene.answer(scene.acts.alert(`key-${i}`, "trigger"));
				await scene.pass(3);
				ids.push([...scene.witness.incidents.keys()].at(-1)!);
			}
			const update = { audience: "stakeholders", status: "investigating", message: "Still looking." };
			for (let i = 0; i < 490; i++) await call(scene, "POST", `incidents/${ids[i % 10]}/updates`, update);
			await scene.answer(scene.acts.alert("one more", "trigger"));
			await scene.pass(70);
			const alive = hooks.taken("alive");
			expect(alive).toHaveLength(501);
			const lateness = alive.map(({ at, body }) => at - Date.parse(JSON.parse(body).timestamp));
			expect(Math.max(...lateness)).toBeLessThan(5_000);
			const last = scene.left.filter(({ attempt, body }) => attempt === 1 && body.includes("one more"));
			const [triggered] = scene.events([...scene.witness.incidents.keys()].at(-1));
			expect(last.length).toBeGreaterThan(0);
			for (const { at } of last) expect(at - triggered!.at).toBeLessThan(1_000);
			expect(hooks.of("dead").length).toBeLessThan(20);
			expect(objections(hooks.told)).toEqual([]);
		});
	});
});

describe("where nobody subscribes", () => {
	it("an incident writes no row for webhooks, and no request leaves", async () => {
		await play(TEAM, 10, async (scene) => {
			const hooks = new Hooks(scene.world.edge);
			await scene.answer(scene.acts.alert("disk", "trigger"));
			await scene.pass(5);
			await scene.answer(scene.acts.command("override", 0, "ana"));
			await scene.pass(60);
			expect(scene.world.edge.database.peek("SELECT * FROM webhook_deliveries")).toEqual([]);
			expect(hooks.told).toEqual([]);
		});
	});
});
