/** Without the cron: the alarms alone keep every promise of time. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { startLagMeter } from "../support/lag.ts";
import { ownerOf, pushesOf } from "../support/pages.ts";
import { eventually, preciseNow, sleep } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

const STEP_MS = 3_000;
const lag = startLagMeter();
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
afterAll(() => lag.stop());

/** Within a second, on a machine that keeps time; the instance and the double read two clocks. */
function expectOnTime(lateMs: number, what: string): void {
	expect(lateMs, what).toBeGreaterThan(-200);
	expect(lateMs, what).toBeLessThan(1_000 + lag.worstMs());
}

it.concurrent("pages level after level, twice around, each within a second of its time, then says that it is exhausted", async () => {
	const startedAt = preciseNow();
	const incident = await world.declare({ title: "Nobody answers" });
	const timeline = await eventually(
		"the ladder's end",
		async () => {
			const told = await world.client.timeline(incident.id);
			return told.some((event) => event.type === "exhausted") && told;
		},
		6 * STEP_MS + 5_000,
	);
	const ladder = pushesOf(world, "page", incident.id).filter(
		(push) => (push.payload?.notification.data.level ?? 0) > 0,
	);
	expect(ladder.map((push) => ownerOf(world, push))).toEqual(["Bo", "Chidi", "Ana", "Bo", "Chidi", "Ana"]);
	expect(ladder.map((push) => push.payload?.notification.data.level)).toEqual([1, 2, 3, 1, 2, 3]);
	// A level's time is counted from when the one before it was really called.
	const called = timeline.filter((event) => event.type === "page_queued" && Number(event.data.level) > 0);
	let dueAt = startedAt;
	for (const [step, push] of ladder.entries()) {
		expectOnTime(push.at - dueAt, `step ${step + 1}`);
		dueAt = Date.parse(called[step]?.at ?? "") + STEP_MS;
	}
	const exhausted = timeline.find((event) => event.type === "exhausted");
	expectOnTime(Date.parse(exhausted?.at ?? "") - dueAt, "exhausted");
}, 40_000);

it.concurrent("pages nobody after an acknowledgement at 2.5 s", async () => {
	const incident = await world.declare({ title: "Bo takes it" });
	await sleep(Date.parse(incident.triggeredAt) + 2_500 - Date.now());
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
	const incident = await world.declare({ title: "Bo cannot" });
	const page = await eventually("Bo is paged", () => pushesOf(world, "page", incident.id)[0]);
	const askedAt = preciseNow();
	expect((await world.people.bo.phone.escalate(page)).status).toBe(200);
	const next = await eventually("Chidi is paged", () => pushesOf(world, "page", incident.id)[1]);
	expect(ownerOf(world, next)).toBe("Chidi");
	expectOnTime(next.at - askedAt, "the next phone");
	await world.client.call("PUT", `/api/v1/incidents/${incident.id}/acknowledgement`);
}, 20_000);
