/** What a list of services tells, from a monitor that is really checked: one instance for all of it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Instance, startInstance } from "../support/instance.ts";
import { make, makeShop, nowhere, type Shop } from "../support/shop.ts";
import { startTarget, type Target } from "../support/target.ts";
import { eventually } from "../support/wait.ts";

let target: Target;
let instance: Instance;
let shop: Shop;
let monitorId: string;

const get = async (path: string) => (await instance.api("GET", `/api/v1/${path}`)).body;
const patch = (body: object) => instance.api("PATCH", `/api/v1/monitors/${monitorId}`, body);
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();
const state = async () => (await get(`monitors/${monitorId}`)).state;

beforeAll(async () => {
	target = await startTarget();
	instance = await startInstance({ egressAllow: [target.hostPort] });
	shop = await makeShop(instance);
	const monitor = await make(instance, "/api/v1/monitors", {
		...{ name: "Shop", serviceId: shop.serviceId, kind: "http", target: target.url, intervalSeconds: 10 },
	});
	monitorId = monitor.id;
	await eventually("the first check", async () => (await state()) === "up");
});
afterAll(async () => {
	await instance?.stop();
	await target?.close();
});

describe("a service", () => {
	it("says how it is, since when, and who is on call for it", async () => {
		const [health, ...others] = (await get("service-health")).items;
		expect(others).toEqual([]);
		expect(health).toMatchObject({ serviceId: shop.serviceId, monitors: { up: 1 } });
		expect(health.history).toMatchObject({ days: `${"-".repeat(89)}u`, uptime: 1, outages: 0 });
		expect(Date.parse(health.history.changedAt)).toBeGreaterThan(Date.now() - 60_000);
		const [duty] = (await get("on-call")).items;
		const { userId, userName: name, endsAt: until } = duty;
		expect(health.onCall).toEqual([{ kind: "schedule", id: shop.scheduleId, name, userId, until }]);
		expect((await get(`service-health?serviceId=${nowhere("svc")}`)).items).toEqual([]);
	});

	it("says whom it would page, and that nobody has a device yet", async () => {
		const escalation = await get(`services/${shop.serviceId}/escalation`);
		expect(escalation).toMatchObject({ severity: "P2", rounds: 1, admins: [] });
		expect(escalation.levels).toHaveLength(1);
		expect(escalation.levels[0]).toMatchObject({ level: 1, afterSeconds: 0, people: [] });
		expect(escalation.levels[0].unreachable).toHaveLength(1);
		const p4 = await get(`services/${shop.serviceId}/escalation?severity=P4`);
		expect(p4).toMatchObject({ firstPageAt: null, levels: [] });
		const nobody = await instance.api("GET", `/api/v1/services/${nowhere("svc")}/escalation`);
		expect(nobody.status).toBe(404);
	});

	it("has shifts that are told of all schedules at once", async () => {
		const span = new URLSearchParams({ from: inSeconds(0), to: inSeconds(14 * 86_400) });
		const { items } = await get(`shifts?${span}`);
		expect(items.map((shift: { scheduleId: string }) => shift.scheduleId)).toContain(shop.scheduleId);
		expect(new Set(items.map((shift: { userName: string }) => shift.userName))).toEqual(
			new Set(["Ana", "Bo"]),
		);
		const year = new URLSearchParams({ from: inSeconds(0), to: inSeconds(40 * 86_400) });
		expect((await instance.api("GET", `/api/v1/shifts?${year}`)).status).toBe(422);
	});
});

describe("a monitor", () => {
	it("says how long answers took, by region", async () => {
		await instance.api("POST", `/api/v1/monitors/${monitorId}/check`);
		const { regions, buckets } = await get(`monitors/${monitorId}/latency?hours=1`);
		expect(regions.map(({ region }: { region: string }) => region)).toEqual(["apac", "enam", "weur"]);
		for (const one of regions) expect([one.p50.length, one.p95.length]).toEqual([buckets, buckets]);
		expect((await instance.api("GET", `/api/v1/monitors/${monitorId}/latency?hours=25`)).status).toBe(422);
	});

	it("takes no pause that ends in the past, or of a monitor that is not paused", async () => {
		const late = await patch({ paused: true, pausedUntil: inSeconds(-1) });
		expect(late).toMatchObject({ status: 422, body: { errors: [{ pointer: "/pausedUntil" }] } });
		expect((await patch({ pausedUntil: inSeconds(60) })).status).toBe(422);
	});

	it("goes on by itself when its pause ends, in the database too", async () => {
		const until = inSeconds(3);
		const paused = await patch({ paused: true, pausedUntil: until });
		expect(paused.body).toMatchObject({ paused: true, pausedUntil: until, state: "paused" });
		const before = target.requests.length;
		await eventually("it goes on", async () => target.requests.length > before, 15_000);
		expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(until));
		await eventually("it is up", async () => (await state()) === "up");
		expect(await get(`monitors/${monitorId}`)).toMatchObject({ paused: false, pausedUntil: null });
		expect((await get("service-health")).items[0].monitors).toEqual({ up: 1 });
	});
});
