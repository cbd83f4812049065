import { describe, expect, it } from "vitest";
import { names, play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const MINUTE = 60;
const SHOP: Shape = {
	name: "alerts of another tool, and planned work",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [
		{ page: ["ana"], afterSeconds: 600 },
		{ page: ["bo"], afterSeconds: 600 },
	],
	repeat: 0,
	service: {},
	monitors: [],
	webhookMethods: [],
};

async function call(scene: Scene, method: string, path: string, body?: object) {
	const answer = await scene.answer(scene.world.edge.http(method, `/api/v1/${path}`, body, ADMIN));
	expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
	return answer.body as Record<string, unknown> & { id: string };
}

const inMinutes = (scene: Scene, minutes: number) =>
	new Date(scene.world.edge.clock.wall() + minutes * 60_000).toISOString();

/** Of the component that the service shows. */
async function plan(scene: Scene, from: number, to: number): Promise<string> {
	const { componentId } = await call(scene, "GET", `services/${scene.world.ids.service}`);
	const times = { startsAt: inMinutes(scene, from), endsAt: inMinutes(scene, to) };
	const made = await call(scene, "POST", "maintenances", {
		...{ title: "New database", componentIds: [componentId], ...times },
	});
	return made.id;
}

async function says(scene: Scene, action: "trigger" | "resolve", key = "disk") {
	const payload = { summary: `${key} is full`, source: "prometheus", severity: "error" };
	const event = { routing_key: scene.world.key, event_action: action, dedup_key: key, payload };
	const answer = await scene.answer(scene.world.edge.http("POST", "/v2/enqueue", event));
	expect(answer.status).toBe(202);
}

/** Whom, for how many incidents. */
function paged({ left }: Scene): string[] {
	const incidents = new Set(left.map(({ incidentId }) => incidentId)).size;
	return [...new Set(names(left))].map((name) => `${name}: ${incidents} incident`);
}

interface Key {
	dedupKey: string;
	state: string;
	received: number;
	heldUntil: string | null;
}

async function keys(scene: Scene, query = ""): Promise<Key[]> {
	const path = `services/${scene.world.ids.service}/alert-keys${query}`;
	return (await call(scene, "GET", path)).items as Key[];
}

async function keyStates(scene: Scene) {
	return (await keys(scene))
		.filter(({ dedupKey }) => dedupKey !== "nothing")
		.map(({ dedupKey, state, received }) => `${dedupKey} ${state} ${received}`);
}

describe("an alert of another tool in a maintenance window", () => {
	it("pages nobody, is on record, and pages when the window ends because it still fires", async () => {
		const witness = await play(SHOP, 1, async (scene) => {
			const { endsAt } = await call(scene, "GET", `maintenances/${await plan(scene, 0, 30)}`);
			await says(scene, "trigger");
			await scene.pass(10 * MINUTE);
			await says(scene, "trigger");
			await scene.pass(19 * MINUTE);
			expect(await keys(scene, "?state=held")).toMatchObject([{ dedupKey: "disk", heldUntil: endsAt }]);
			expect([names(scene.left), scene.witness.incidents.size]).toEqual([[], 0]);
			expect(await keyStates(scene)).toEqual(["disk held 2"]);
			await scene.pass(70);
			expect(paged(scene)).toEqual(["ana: 1 incident"]);
			expect(await keyStates(scene)).toEqual(["disk firing 2"]);
			expect(await keys(scene, "?state=held")).toEqual([]);
			expect(await keys(scene, "?state=firing")).toMatchObject([{ dedupKey: "disk", heldUntil: null }]);
			expect(JSON.stringify(scene.events())).toContain('"heldSince":"2031-01-06T03:00');
		});
		expect(witness.violations).toEqual([]);
	});

	it("never pages when it ends inside, also when it began and ended twice", async () => {
		const witness = await play(SHOP, 2, async (scene) => {
			await plan(scene, 0, 30);
			for (const action of ["trigger", "resolve", "trigger", "resolve"] as const) {
				await says(scene, action);
				await scene.pass(2 * MINUTE);
			}
			expect(await keyStates(scene)).toEqual(["disk resolved 2"]);
			await scene.pass(60 * MINUTE);
			expect([names(scene.left), scene.witness.incidents.size]).toEqual([[], 0]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("pages although the process dies when it is held, when the window ends, and at both wakers", async () => {
		for (const [seed, killAt] of [29, 30, 30.05, 31].entries()) {
			const witness = await play(SHOP, 30 + seed, async (scene) => {
				await plan(scene, 0, 30);
				await says(scene, "trigger");
				scene.world.edge.kill();
				await scene.pass(killAt * MINUTE);
				scene.world.edge.kill();
				await scene.pass(3 * MINUTE);
				expect(paged(scene), `killed at ${killAt}`).toEqual(["ana: 1 incident"]);
			});
			expect(witness.violations).toEqual([]);
		}
	});

	it("pages by the alarm alone where no tick comes, and by the tick alone where the alarm is lost", async () => {
		await play(SHOP, 4, async (scene) => {
			await plan(scene, 0, 30);
			scene.stopTicks();
			await says(scene, "trigger");
			await scene.pass(31 * MINUTE);
			expect(paged(scene)).toEqual(["ana: 1 incident"]);
		});
		// Of 16 Desks the tick looks at one a minute, beside those that wait: in two of three times it does not find this one.
		await play(SHOP, 5, async (scene) => {
			const { policy: escalationPolicyId, team: teamId } = scene.world.ids;
			for (let i = 0; i < 14; i++)
				await call(scene, "POST", "services", { name: `Shop ${i}`, teamId, escalationPolicyId });
			for (const [i, minutes] of [3, 3, 3].entries()) {
				await plan(scene, 0, minutes);
				await says(scene, "trigger", `disk ${i}`);
				scene.world.edge.alarmFault = () => "lost";
				await scene.pass((minutes + 2) * MINUTE);
				expect(scene.witness.incidents.size).toBe(i + 1);
				scene.world.edge.alarmFault = () => null;
			}
		});
	});

	it("leaves the incident that is open alone: its ladder climbs, and it hears what fires again", async () => {
		const witness = await play(SHOP, 6, async (scene) => {
			await says(scene, "trigger");
			await scene.pass(5);
			expect(paged(scene)).toEqual(["ana: 1 incident"]);
			await plan(scene, 0, 60);
			await says(scene, "trigger");
			await says(scene, "trigger", "memory");
			await scene.pass(10 * MINUTE);
			expect(names(scene.left)).toContain("bo");
			expect(await keyStates(scene)).toEqual(["disk firing 2", "memory held 1"]);
			await says(scene, "resolve");
			await scene.pass(MINUTE);
			expect(scene.types()).toContain("resolved");
			expect(scene.witness.incidents.size).toBe(1);
		});
		expect(witness.violations).toEqual([]);
	});

	it("pages at once when a person ends the work early, or deletes it", async () => {
		const ends = [
			(scene: Scene, id: string) => call(scene, "PATCH", `maintenances/${id}`, { state: "completed" }),
			async (scene: Scene, id: string) => {
				const answer = scene.world.edge.http("DELETE", `/api/v1/maintenances/${id}`, undefined, ADMIN);
				expect((await scene.answer(answer)).status).toBe(204);
			},
		];
		for (const [seed, end] of ends.entries()) {
			const witness = await play(SHOP, 70 + seed, async (scene) => {
				const id = await plan(scene, 0, 60);
				await says(scene, "trigger");
				await scene.pass(10 * MINUTE);
				await end(scene, id);
				await scene.pass(5);
				expect(paged(scene)).toEqual(["ana: 1 incident"]);
			});
			expect(witness.violations).toEqual([]);
		}
	});

	it("waits longer when the work is extended, and until the last of two that overlap", async () => {
		const witness = await play(SHOP, 8, async (scene) => {
			const id = await plan(scene, 0, 20);
			await plan(scene, 10, 40);
			await says(scene, "trigger");
			await scene.pass(5 * MINUTE);
			await call(scene, "PATCH", `maintenances/${id}`, { endsAt: inMinutes(scene, 25) });
			await scene.pass(34 * MINUTE);
			expect(names(scene.left)).toEqual([]);
			await scene.pass(2 * MINUTE);
			expect(paged(scene)).toEqual(["ana: 1 incident"]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("waits for a Desk that could not be told until the next tick, and not for the database", async () => {
		const witness = await play(SHOP, 9, async (scene) => {
			const desk = scene.world.edge.object("DESK", scene.world.ids.service);
			desk.failing = "the desk is not there";
			await plan(scene, 5, 30);
			desk.failing = null;
			await scene.pass(6 * MINUTE);
			await says(scene, "trigger");
			await scene.pass(10 * MINUTE);
			expect(names(scene.left)).toEqual([]);
			scene.world.edge.weather.set("database", { lostRequest: 1 });
			await scene.pass(16 * MINUTE);
			expect(names(scene.left)).toContain("ana");
		});
		expect(witness.violations.filter(({ invariant }) => invariant !== "deadMan")).toEqual([]);
	});
});
