/** Reviews that become due, reminders, digests and items that come back, on the simulator's clock. */
import { describe, expect, it } from "vitest";
import { call, mostTries, noticesOf, shown, tickFor } from "./notices.ts";
import { play, type Scene } from "./scene.ts";
import type { Shape } from "./world.ts";

const HOUR_MS = 3_600_000;
/** The longest way of one call to a slow database. */
const SLOW_MS = 12_000;

const TEAM: Shape = {
	name: "a day with deadlines",
	startAt: Date.UTC(2031, 0, 8, 10),
	levels: [{ page: ["ana"], afterSeconds: 600 }],
	repeat: 0,
	service: {},
	monitors: [],
	webhookMethods: ["chidi"],
};
/** 06:30 UTC is 08:30 in Berlin before the clocks change on March 30, and 07:30 UTC is 08:30 in Lagos. */
const MONDAY: Shape = { ...TEAM, name: "a Monday", startAt: Date.UTC(2031, 2, 24, 6, 30) };

interface Item {
	id: string;
	overdue: boolean;
	wouldHavePreventedIncidentIds: string[];
}

const inHours = (scene: Scene, hours: number) =>
	new Date(scene.world.edge.clock.wall() + hours * HOUR_MS).toISOString();

const item = (scene: Scene, owner: "ana" | "bo" | "chidi", fields: object = {}) =>
	call<Item>(scene, "POST", "action-items", {
		text: "Watch the pool",
		ownerId: scene.world.users[owner],
		dueAt: inHours(scene, 2),
		...fields,
	});

/** A resolved incident that Ana leads. */
async function resolved(scene: Scene): Promise<string> {
	await scene.answer(scene.acts.declare("P2"));
	const id = scene.acts.declared.at(-1)!;
	await call(scene, "PUT", `incidents/${id}/roles/lead`, { userId: scene.world.users.ana });
	await call(scene, "PUT", `incidents/${id}/resolution`, {});
	return id;
}

async function reviewsDueIn(scene: Scene, seconds: number): Promise<void> {
	const { items } = await call<{ items: object[] }>(scene, "GET", "severity-policy");
	const hurried = items.map((rule) => ({ ...rule, reviewDueSeconds: seconds }));
	await call(scene, "PUT", "severity-policy", { items: hurried });
}

describe("a deadline", () => {
	it("is told of once before and once after it, with ticks that miss, double and are late", async () => {
		await play(TEAM, 1, async (scene) => {
			scene.stopTicks();
			const left = noticesOf(scene);
			await reviewsDueIn(scene, 7_200);
			const incidentId = await resolved(scene);
			await item(scene, "bo");
			await item(scene, "chidi");
			await tickFor(scene, 50, { missing: 0.4, doubled: 0.5 });
			expect(left).toEqual([]);
			await tickFor(scene, 60, { missing: 0.4, doubled: 0.5 });
			const review = await call<{ overdue: boolean }>(scene, "GET", `reviews/${incidentId}`);
			expect(review.overdue).toBe(false);
			await tickFor(scene, 60, { missing: 0.4, doubled: 0.5 });
			for (const name of ["bo", "chidi"] as const)
				expect(shown(left, name)).toEqual(["Action item is due soon", "Action item is overdue"]);
			expect(shown(left, "ana").map((title) => title.replace(/#\d+/, "#"))).toEqual([
				"Review of # is due soon",
				"Review of # is overdue",
			]);
			expect(mostTries(left)).toBe(1);
			expect(await call(scene, "GET", `reviews/${incidentId}`)).toMatchObject({ overdue: true });
			expect(await call(scene, "GET", "action-items?overdue=true")).toMatchObject({ items: [{}, {}] });
		});
	});

	it.each([1, 2, 3, 4, 5, 6, 7, 8])(
		"is told of as one notice when whoever tells of it is killed at any moment (%i)",
		async (seed) => {
			await play(TEAM, seed, async (scene) => {
				scene.stopTicks();
				const left = noticesOf(scene);
				await item(scene, "bo");
				await item(scene, "chidi");
				await tickFor(scene, 75, { doubled: 0.3, killed: 0.8 });
				await tickFor(scene, 40);
				for (const name of ["bo", "chidi"] as const)
					expect(shown(left, name)).toEqual(["Action item is due soon"]);
				await tickFor(scene, 20, { doubled: 0.3, killed: 0.8 });
				await tickFor(scene, 8);
				for (const name of ["bo", "chidi"] as const)
					expect(shown(left, name)).toEqual(["Action item is due soon", "Action item is overdue"]);
				expect(mostTries(left)).toBeLessThanOrEqual(5);
			});
		},
	);

	it("is told of at most five times when every sender dies before it can note that it was", async () => {
		await play(TEAM, 1, async (scene) => {
			scene.stopTicks();
			const { edge } = scene.world;
			await item(scene, "bo");
			const left = noticesOf(scene);
			const told = edge.onDeparture;
			edge.onDeparture = (url, body) => {
				const before = left.length;
				told(url, body);
				if (left.length > before) edge.clock.plan(0, "a kill", () => edge.kill());
			};
			await tickFor(scene, 115);
			expect(shown(left, "bo")).toEqual(["Action item is due soon"]);
			expect(left).toHaveLength(5);
		});
	});

	it("of a review that is skipped is told to nobody, while the one beside it is", async () => {
		await play(TEAM, 1, async (scene) => {
			scene.stopTicks();
			const left = noticesOf(scene);
			await reviewsDueIn(scene, 7_200);
			const skipped = await resolved(scene);
			await resolved(scene);
			await tickFor(scene, 5);
			await call(scene, "PUT", `reviews/${skipped}/skip`, { reason: "a drill by another name" });
			await tickFor(scene, 70);
			expect(shown(left, "ana").map((title) => title.replace(/#\d+/, "#"))).toEqual([
				"Review of # is due soon",
			]);
		});
	});

	it("leaves once when two ticks come at the same moment", async () => {
		for (const seed of [1, 2, 3]) {
			await play(TEAM, seed, async (scene) => {
				scene.stopTicks();
				const left = noticesOf(scene);
				await item(scene, "bo");
				await item(scene, "chidi");
				await scene.pass(3_601);
				void scene.world.edge.tick();
				void scene.world.edge.tick();
				await scene.pass(0.08);
				void scene.world.edge.tick();
				await scene.pass(60);
				expect(left.map(({ name }) => name).sort()).toEqual(["bo", "chidi"]);
			});
		}
	});

	it("is not told of again once it was met, when the first try failed", async () => {
		await play(TEAM, 1, async (scene) => {
			scene.stopTicks();
			const left = noticesOf(scene);
			scene.people.modes.bo = "500";
			const { id } = await item(scene, "bo");
			await scene.pass(3_601);
			await tickFor(scene, 1);
			expect(left).toHaveLength(1);
			scene.people.modes.bo = "accept";
			await call(scene, "PATCH", `action-items/${id}`, { state: "done" });
			await tickFor(scene, 10);
			expect(left).toHaveLength(1);
		});
	});

	it("is not told of once it was met while the reminder was being made", async () => {
		/** When the reminder leaves; `met` says how long after the tick the item is done. */
		const leavesAt = async (seed: number, met: number | null): Promise<number | null> => {
			let at: number | null = null;
			await play(TEAM, seed, async (scene) => {
				scene.stopTicks();
				const { edge } = scene.world;
				await item(scene, "bo");
				const left = noticesOf(scene);
				await scene.pass(3_601);
				edge.weather.set("database", { slow: 1, slowMs: SLOW_MS });
				const startedAt = edge.clock.now;
				if (met !== null)
					edge.clock.plan(met, "it is done", () =>
						edge.database.all("UPDATE action_items SET state = 'done'"),
					);
				void edge.tick();
				await scene.pass(170);
				at = left[0] ? left[0].at - startedAt : null;
			});
			return at;
		};
		let tried = 0;
		for (const seed of [1, 2, 3, 4]) {
			const usual = await leavesAt(seed, null);
			if (usual === null) continue;
			for (const before of [500, 1_500, 2_500]) {
				const at = await leavesAt(seed, usual - before);
				tried++;
				// It is asked for a last time when everything is ready: only that answer's way is left.
				expect((at ?? 0) - (usual - before)).toBeLessThan(200);
			}
		}
		expect(tried).toBeGreaterThan(3);
	});
});

describe("the weekly digest", () => {
	it("reaches each person once a week at their own hour, whatever the ticks do and whatever they change", async () => {
		await play(MONDAY, 1, async (scene) => {
			scene.stopTicks();
			const left = noticesOf(scene);
			const { users } = scene.world;
			await item(scene, "bo", { dueAt: inHours(scene, 24 * 60) });
			await item(scene, "chidi", { dueAt: inHours(scene, 24 * 60) });
			await scene.pass(1);
			// Everybody was added this very morning, before the hour at which the digest is due.
			await tickFor(scene, 80, { missing: 0.3, doubled: 0.5, killed: 0.3 });
			// Who is due is noted within five minutes, and told by the tick after that.
			await tickFor(scene, 25);
			expect(shown(left, "bo")).toEqual(["Your week: 1 action item"]);
			// 09:00 in Berlin is 08:00 UTC, and 09:00 in Lagos too.
			expect(Math.min(...left.map(({ at }) => at))).toBeGreaterThanOrEqual(Date.UTC(2031, 2, 24, 8));
			expect(shown(left, "chidi")).toHaveLength(1);
			// Bo moves the digest to Tuesday: this week's has come already.
			await call(scene, "PATCH", `users/${users.bo}/digest`, { weekday: 2 });
			await scene.pass(24 * 3_600);
			await tickFor(scene, 30);
			expect(shown(left, "bo")).toHaveLength(1);
			expect(mostTries(left)).toBeLessThanOrEqual(5);
		});
	});

	it("comes at the same hour of the wall after the clocks have changed, and not to who does not want it", async () => {
		const sunday: Shape = { ...MONDAY, name: "the night of the change", startAt: Date.UTC(2031, 2, 30, 20) };
		await play(sunday, 1, async (scene) => {
			scene.stopTicks();
			const left = noticesOf(scene);
			for (const name of ["ana", "bo", "chidi"] as const)
				await item(scene, name, { dueAt: inHours(scene, 24 * 60) });
			await call(scene, "PATCH", `users/${scene.world.users.ana}/digest`, { wanted: false });
			await scene.pass(10.8 * 3_600);
			await tickFor(scene, 95);
			const at = (name: string) => left.find((one) => one.name === name)?.at ?? 0;
			// 09:00 is 07:00 UTC in Berlin by now, and 08:00 in Lagos, where clocks do not change.
			expect(at("bo") - Date.UTC(2031, 2, 31, 7)).toBeGreaterThanOrEqual(0);
			expect(at("bo") - Date.UTC(2031, 2, 31, 7)).toBeLessThan(6 * 60_000);
			expect(at("chidi") - Date.UTC(2031, 2, 31, 8)).toBeGreaterThanOrEqual(0);
			expect(at("chidi") - Date.UTC(2031, 2, 31, 8)).toBeLessThan(6 * 60_000);
			expect(shown(left, "ana")).toEqual([]);
			expect(mostTries(left)).toBe(1);
		});
	});

	it("tells of the week's incidents beside the week before", async () => {
		await play(MONDAY, 3, async (scene) => {
			scene.stopTicks();
			const left = noticesOf(scene);
			await resolved(scene);
			await tickFor(scene, 100);
			expect(left.find(({ name }) => name === "chidi")?.body).toMatch(
				/^1 incident \(0 the week before\) · 1 page \(0\) · MTTR /,
			);
			await scene.pass(7 * 24 * 3_600 - 100 * 60);
			await tickFor(scene, 100);
			const second = left.filter(({ name }) => name === "chidi").at(-1);
			expect(second?.body).toMatch(/^0 incidents \(1 the week before\) · 0 pages \(1\)$/);
			expect(shown(left, "chidi")).toHaveLength(2);
		});
	});
});

describe("an action item that was not done", () => {
	it("comes back when its service breaks again, and says once that it would have prevented it", async () => {
		await play(TEAM, 4, async (scene) => {
			const first = await resolved(scene);
			const { id } = await item(scene, "bo", { incidentId: first, type: "prevent" });
			await item(scene, "bo", { incidentId: first, text: "Done already", state: "done" });
			await scene.answer(scene.acts.declare("P1"));
			const second = scene.acts.declared.at(-1)!;
			await scene.pass(5);
			const back = () =>
				call<{ items: Item[] }>(scene, "GET", `action-items?closed=false&beforeIncidentId=${second}`);
			expect((await back()).items.map((one) => one.id)).toEqual([id]);
			expect(await call(scene, "GET", `action-items?beforeIncidentId=${first}`)).toMatchObject({ items: [] });
			const say = () => call<Item>(scene, "PUT", `action-items/${id}/prevented-incidents/${second}`);
			await Promise.all([say(), say()]);
			await say();
			expect((await back()).items[0]?.wouldHavePreventedIncidentIds).toEqual([second]);
			await scene.pass(2 * 3_600);
			expect((await back()).items[0]?.overdue).toBe(true);
		});
	});
});
