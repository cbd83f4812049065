/** Without the cron: the alarms alone keep every promise of time. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { ownerOf, pushesOf } from "../support/pages.ts";
import { eventually, preciseNow, sleep } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

const STEP_MS = 3_000;
let world: World;

beforeAll(async () => {
	world = await startWorld({
		monitor: false,
		repeat: 1,
		levels: [
			{ page: ["bo"], afterSeconds: 3 },
			{ page: ["chidi"], afterSeconds: 3 },
			{ page: ["ana"], afterSeconds: 3 },
		],
	});
});
afterAll(() => world?.stop());

it.concurrent("pages level after level, twice around, each within a second of its time, then says that it is exhausted", async () => {
	const startedAt = preciseNow();
	const incident = await world.declare({ title: "Nobody answers" });
	const exhausted = await eventually(
		"the ladder's end",
		async () => (await world.client.timeline(incident.id)).find((event) => event.type === "exhausted"),
		6 * STEP_MS + 5_000,
	);
	const ladder = pushesOf(world, "page", incident.id).filter(
		(push) => (push.payload?.notification.data.level ?? 0) > 0,
	);
	expect(ladder.map((push) => ownerOf(world, push))).toEqual(["Bo", "Chidi", "Ana", "Bo", "Chidi", "Ana"]);
	expect(ladder.map((push) => push.payload?.notification.data.level)).toEqual([1, 2, 3, 1, 2, 3]);
	for (const [step, push] of ladder.entries()) {
		const lateMs = push.at - startedAt - step * STEP_MS;
		expect(lateMs, `step ${step + 1}`).toBeGreaterThanOrEqual(0);
		expect(lateMs, `step ${step + 1}`).toBeLessThan(1_000);
	}
	const endLateMs = Date.parse(exhausted.at) - startedAt - 6 * STEP_MS;
	expect(endLateMs).toBeGreaterThanOrEqual(0);
	expect(endLateMs).toBeLessThan(1_000);
}, 40_000);

it.concurrent("pages nobody after an acknowledgement at 2.5 s", async () => {
	const incident = await world.declare({ title: "Bo takes it" });
	await sleep(2_500);
	await world.client.call("PUT", `/api/v1/incidents/${incident.id}/acknowledgement`);
	await sleep(2 * STEP_MS);
	const pages = pushesOf(world, "page", incident.id);
	expect(pages.map((push) => ownerOf(world, push))).toEqual(["Bo"]);
	expect(await world.client.incident(incident.id)).toMatchObject({
		state: "acknowledged",
		nextEscalation: null,
	});
}, 20_000);

it.concurrent('"I cannot take it" rings the next phone at once', async () => {
	const since = preciseNow();
	const incident = await world.declare({ title: "Bo cannot" });
	const page = await eventually("Bo is paged", () => pushesOf(world, "page", incident.id)[0], 3_000);
	expect((await world.people.bo.phone.escalate(page)).status).toBe(200);
	const next = await eventually("Chidi is paged", () => pushesOf(world, "page", incident.id)[1], 1_000, 10);
	expect(ownerOf(world, next)).toBe("Chidi");
	expect(next.at - since).toBeLessThan(STEP_MS);
	await world.client.call("PUT", `/api/v1/incidents/${incident.id}/acknowledgement`);
}, 20_000);
