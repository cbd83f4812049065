/** The database is home of the configuration and a projection of incidents: without it paging goes on. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { bringTablesBack, takeTablesAway } from "../support/broken-database.ts";
import { startLagMeter } from "../support/lag.ts";
import { seqOf, statusPage } from "../support/pages.ts";
import type { PushRecord } from "../support/push-service.ts";
import { eventually, preciseNow } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

const lag = startLagMeter();
let world: World;
let tables: string[];
let push: PushRecord;

beforeAll(async () => {
	world = await startWorld({
		levels: [
			{ page: ["ana"], afterSeconds: 5 },
			{ page: ["bo"], afterSeconds: 600 },
		],
		monitor: { severity: "P2", timeoutSeconds: 3 },
	});
	await eventually(
		"Checkout is known to be well",
		async () =>
			(await world.client.read<{ state: string }>(`/api/v1/monitors/${world.ids.monitor}`)).state === "up",
		30_000,
	);
	await world.instance.fireCron();
	tables = await takeTablesAway(world.instance);
}, 90_000);
afterAll(() => lag.stop());
afterAll(() => world?.stop());

it("F18: with every table gone a failing Checkout still rings Ana's phone, then Bo's", async () => {
	expect(tables.length).toBeGreaterThan(10);
	const since = preciseNow();
	await world.target.be({ status: 503 });
	push = await world.people.ana.phone.waitForPage(since, 20_000);
	expect(push.payload?.notification.data).toMatchObject({ severity: "P2", service: "Checkout", level: 1 });
	const next = await world.people.bo.phone.waitForPage(since, 10_000);
	expect(next.at - push.at).toBeGreaterThan(4_000);
	expect(next.at - push.at).toBeLessThan(6_500 + lag.worstMs());
}, 60_000);

it("F18: the incident is read and acknowledged at its object", async () => {
	const id = push.payload?.notification.data.incidentId ?? "";
	expect(await world.people.ana.phone.acknowledge(push)).toMatchObject({
		status: 200,
		body: { result: "acknowledged", by: { name: "Ana" } },
	});
	expect(await world.client.incident(id)).toMatchObject({ id, state: "acknowledged" });
	const timeline = await world.client.timeline(id);
	expect(timeline.map((event) => event.seq)).toEqual(timeline.map((_, i) => i + 1));
	expect(seqOf(timeline, "acknowledged")).toBeGreaterThan(seqOf(timeline, "page_attempted"));
});

it("F18: lists say honestly that they are unavailable", async () => {
	const answer = await world.instance.api("GET", "/api/v1/incidents");
	expect(answer.status).toBe(503);
	expect(answer.headers.get("content-type")).toContain("application/problem+json");
	expect(answer.body.type).toMatch(/unavailable$/);
});

it("F18: the status page goes on, tells of Checkout and says how old it is", async () => {
	await world.instance.fireCron();
	const page = await eventually("the status page tells of Checkout", async () => {
		const seen = await statusPage(world);
		return seen.text.includes("Checkout is partly down") && seen;
	});
	expect(page.status).toBe(200);
	expect(page.text).toMatch(/(Checked .* ago|as of) .*\d\d:\d\d/i);
});

it("F17: when the tables are back the list catches up with what happened meanwhile", async () => {
	const id = push.payload?.notification.data.incidentId ?? "";
	await bringTablesBack(world.instance, tables);
	await world.instance.fireCron();
	const found = await eventually(
		"the incident is on the list, acknowledged",
		async () => {
			const listed = await world.client.list<{ id: string; state: string }>(
				"/api/v1/incidents?state=acknowledged",
			);
			return listed.find((one) => one.id === id);
		},
		20_000,
	);
	expect(found.state).toBe("acknowledged");
	await world.target.be("well");
	expect((await world.incidentIn("resolved", 40_000)).id).toBe(id);
}, 90_000);
