import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { takeTablesAway } from "../support/broken-database.ts";
import { startTarget, type Target } from "../support/target.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;
let search: Target;
let home: Target;

beforeAll(async () => {
	[search, home] = [await startTarget(), await startTarget()];
	world = await startWorld({ monitor: false, egressAllow: [search.hostPort, home.hostPort] });
});
afterAll(async () => {
	await world?.stop();
	await Promise.all([search?.close(), home?.close()]);
});

const smokeCheck = (name: string, target: Target, status = "200") => ({
	name,
	request: { url: target.url },
	expect: { status: [status] },
});

async function resolve(incidentId: string, body: object = {}) {
	const answer = await world.instance.api("PUT", `/api/v1/incidents/${incidentId}/resolution`, body);
	return { status: answer.status, body: answer.body as Record<string, unknown> };
}

async function recoveryOf(incidentId: string) {
	const timeline = await world.client.timeline(incidentId);
	return timeline.find((event) => event.type === "recovery_checked")?.data;
}

describe("a person who resolves", () => {
	it("is held back by a smoke check that fails, and sees which from where", async () => {
		const smokeChecks = [smokeCheck("Orders go through", search, "503"), smokeCheck("Home opens", home)];
		const serviceId = await world.addService("Search", { smokeChecks });
		const { id } = await world.declare({ serviceId });
		const { status, body } = await resolve(id);
		expect(status).toBe(409);
		expect(body.type).toMatch(/conflict$/);
		const evidence = body.evidence as {
			monitorId: string;
			region: string;
			outcome: string;
			reason: string;
		}[];
		expect(evidence.map(({ region }) => region).toSorted()).toEqual(["apac", "enam", "weur"]);
		for (const one of evidence)
			expect(one).toMatchObject({ monitorId: "Orders go through", outcome: "down", reason: "status" });
		expect((await world.client.incident(id)).state).toBe("triggered");

		expect((await resolve(id, { overrideReason: "orders are stopped on purpose" })).status).toBe(200);
		expect(await recoveryOf(id)).toMatchObject({ result: "failing", overrideReason: expect.any(String) });
	});

	it("resolves once every smoke check is well, from every region", async () => {
		const serviceId = await world.addService("Cart", { smokeChecks: [smokeCheck("Home opens", home)] });
		const { id } = await world.declare({ serviceId });
		const before = home.requests.length;
		expect((await resolve(id)).status).toBe(200);
		const asked = home.requests.slice(before).map(({ region }) => region);
		expect(asked.toSorted()).toEqual(["apac", "enam", "weur"]);
		const { result, evidence } = (await recoveryOf(id)) ?? {};
		expect(result).toBe("recovered");
		expect(evidence).toHaveLength(3);
	});

	it("is held back by a monitor of a service that depends on this one", async () => {
		const serviceId = await world.addService("Database");
		const above = await world.addService("Billing", { dependsOn: [serviceId] });
		const { id: monitorId } = await world.client.make("/api/v1/monitors", {
			name: "Billing answers",
			serviceId: above,
			kind: "http",
			target: search.url,
			expect: { status: ["500"] },
		});
		const { id } = await world.declare({ serviceId });
		const { status, body } = await resolve(id);
		expect(status).toBe(409);
		expect(body.evidence).toMatchObject([{ monitorId }, { monitorId }, { monitorId }]);
		await world.client.call("PATCH", `/api/v1/monitors/${monitorId}`, { paused: true });
		expect((await resolve(id)).status).toBe(200);
		expect(await recoveryOf(id)).toMatchObject({ result: "nothing_to_check" });
	});

	it("may resolve when no region can be reached, and the timeline does not call it well", async () => {
		const serviceId = await world.addService("Stock", { smokeChecks: [smokeCheck("Home opens", home)] });
		const { id } = await world.declare({ serviceId });
		await world.instance.restart({ entry: "tests/entries/lost-probers.ts" });
		expect((await resolve(id)).status).toBe(200);
		expect(await recoveryOf(id)).toEqual({
			result: "incomplete",
			evidence: [],
			unanswered: ["Home opens"],
			overrideReason: null,
		});
	});

	it("may resolve while the database is down, and is told that not everything was checked", async () => {
		const serviceId = await world.addService("Mail", { smokeChecks: [smokeCheck("Home opens", home)] });
		const { id } = await world.declare({ serviceId });
		await world.instance.restart();
		await takeTablesAway(world.instance);
		expect((await resolve(id)).status).toBe(200);
		expect(await recoveryOf(id)).toMatchObject({ result: "incomplete" });
	});
});
