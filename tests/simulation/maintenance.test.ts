import { describe, expect, it } from "vitest";
import { noticesOf } from "./notices.ts";
import { names, play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const START = Date.UTC(2031, 0, 6, 3);
const MINUTE = 60;
const SHOP: Shape = {
	name: "one monitor, and planned work",
	startAt: START,
	levels: [{ page: ["ana"], afterSeconds: 600 }],
	repeat: 0,
	service: {},
	monitors: [{ intervalSeconds: 30, timeoutSeconds: 5, recoveryThreshold: 1 }],
	webhookMethods: [],
};

async function call(scene: Scene, method: string, path: string, body?: object) {
	const answer = await scene.answer(scene.world.edge.http(method, `/api/v1/${path}`, body, ADMIN));
	expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
	return answer.body as Record<string, unknown> & { id: string };
}
const inMinutes = (scene: Scene, minutes: number) =>
	new Date(scene.world.edge.clock.wall() + minutes * 60_000).toISOString();
const plan = (scene: Scene, from: number, to: number, rest: object = {}) =>
	call(scene, "POST", "maintenances", {
		...{ title: "New database", startsAt: inMinutes(scene, from), endsAt: inMinutes(scene, to) },
		...{ monitorIds: [scene.world.monitors[0]], ...rest },
	});
const stateOf = async (scene: Scene, path: string) => (await call(scene, "GET", path)).state;

describe("planned work", () => {
	it("pages nobody while it goes on, and pages for what still fails when it is over", async () => {
		const witness = await play(SHOP, 1, async (scene) => {
			const { id } = await plan(scene, 10, 40);
			await scene.pass(11 * MINUTE);
			scene.works(0, false);
			await scene.pass(28 * MINUTE);
			expect([names(scene.left), scene.witness.incidents.size]).toEqual([[], 0]);
			expect(await stateOf(scene, `monitors/${scene.world.monitors[0]}`)).toBe("maintenance");
			expect(await stateOf(scene, `maintenances/${id}`)).toBe("in_progress");
			await scene.pass(2 * MINUTE);
			expect(names(scene.left)).toContain("ana");
			expect(await stateOf(scene, `maintenances/${id}`)).toBe("completed");
		});
		expect(witness.violations).toEqual([]);
	});

	it("covers the monitors of its components' services, and pages at once when a person ends it early", async () => {
		const witness = await play(SHOP, 2, async (scene) => {
			const component = await call(scene, "POST", "components", { name: "Checkout" });
			await call(scene, "PATCH", `services/${scene.world.ids.service}`, { componentId: component.id });
			const { id } = await plan(scene, -1, 60, { componentIds: [component.id], monitorIds: [] });
			scene.works(0, false);
			await scene.pass(10 * MINUTE);
			expect(scene.witness.incidents.size).toBe(0);
			await call(scene, "PATCH", `maintenances/${id}`, { state: "completed" });
			await scene.pass(20);
			expect(names(scene.left)).toContain("ana");
		});
		expect(witness.violations).toEqual([]);
	});

	it("lets an incident that is open go on: its ladder climbs as before", async () => {
		const witness = await play(
			{
				...SHOP,
				name: "the same with two levels",
				levels: [...SHOP.levels, { page: ["bo"], afterSeconds: 600 }],
			},
			3,
			async (scene) => {
				scene.works(0, false);
				await scene.pass(40);
				expect(names(scene.left)).toEqual(["ana"]);
				scene.people.tempers.ana.receipts = false;
				await plan(scene, -1, 60);
				await scene.pass(11 * MINUTE);
				expect(names(scene.left)).toContain("bo");
			},
		);
		expect(witness.violations).toEqual([]);
	});

	it("is known to a watch that could not be told, within the next two minutes", async () => {
		const witness = await play(SHOP, 4, async (scene) => {
			const watch = scene.world.edge.object("WATCH", "slice-1");
			watch.failing = "the watch is not there";
			await plan(scene, 5, 60);
			watch.failing = null;
			await scene.pass(6 * MINUTE);
			scene.works(0, false);
			await scene.pass(10 * MINUTE);
			expect(scene.witness.incidents.size).toBe(0);
		});
		expect(witness.violations.filter(({ invariant }) => invariant !== "deadMan")).toEqual([]);
	});

	it("that comes again is planned anew when it begins, once, and covers the next time too", async () => {
		const witness = await play(SHOP, 5, async (scene) => {
			// From 03:10 on, each hour.
			const recurrence = { cron: "10 * * * *", timeZone: "UTC" };
			await plan(scene, 10, 25, { recurrence });
			await scene.pass(18 * MINUTE);
			const { items } = (await call(scene, "GET", "maintenances")) as unknown as {
				items: { startsAt: string; state: string; recurrence: object | null }[];
			};
			expect(items.map(({ state, recurrence: again }) => [state, again !== null])).toEqual([
				["in_progress", false],
				["scheduled", true],
			]);
			await scene.pass(55 * MINUTE);
			scene.works(0, false);
			await scene.pass(5 * MINUTE);
			expect(scene.witness.incidents.size).toBe(0);
			await scene.pass(20 * MINUTE);
			expect(names(scene.left)).toContain("ana");
		});
		expect(witness.violations).toEqual([]);
	});
});

describe("a maintenance that begins in three hours", () => {
	const STILL: Shape = { ...SHOP, name: "planned work, and nothing else", monitors: [] };
	const component = (scene: Scene) => call(scene, "POST", "components", { name: "Checkout" });

	it("is told to Ana alone, who is the admin, without a sound and once, although the process dies", async () => {
		const witness = await play(STILL, 11, async (scene) => {
			const told = noticesOf(scene);
			const { id } = await component(scene);
			await plan(scene, 200, 260, { monitorIds: [], componentIds: [id] });
			await scene.pass(19 * MINUTE);
			expect(told).toEqual([]);
			await scene.pass(12 * MINUTE);
			scene.world.edge.kill();
			await scene.pass(20 * MINUTE);
			expect(told.map(({ name, title }) => `${name}: ${title}`)).toEqual([
				"ana: Maintenance begins Mon Jan 6 07:20: New database",
			]);
			expect(names(scene.left)).toEqual([]);
		});
		expect(witness.violations).toEqual([]);
	});

	it("is told again when it is moved, and not at all when it was planned within that time or is deleted", async () => {
		await play(STILL, 12, async (scene) => {
			const told = noticesOf(scene);
			const { id } = await component(scene);
			const about = { monitorIds: [], componentIds: [id] };
			await plan(scene, 60, 90, about);
			const moved = await plan(scene, 185, 260, about);
			const deleted = await plan(scene, 185, 250, about);
			await call(scene, "DELETE", `maintenances/${deleted.id}`);
			await scene.pass(16 * MINUTE);
			expect(told).toHaveLength(1);
			await call(scene, "PATCH", `maintenances/${moved.id}`, { startsAt: inMinutes(scene, 175) });
			await scene.pass(12 * MINUTE);
			expect(told).toHaveLength(2);
		});
	});
});
