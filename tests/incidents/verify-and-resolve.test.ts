import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RecoveryNewsWire } from "../../worker/incidents/contract/recovery-news.ts";
import { takeTablesAway } from "../support/broken-database.ts";
import { openFeed } from "../support/live-feed.ts";
import { startTarget, type Target } from "../support/target.ts";
import { eventually } from "../support/wait.ts";
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

/** The one of this service: monitors of others may have opened some of their own. */
const incidentOf = (serviceId: string) =>
	eventually(
		"an incident of the service",
		async () => (await world.client.incidents()).find(({ service }) => service.id === serviceId),
		40_000,
	);

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
		const detail = expect.stringMatching(/^200 in \d+ ms/);
		const failed = { monitorId: "Orders go through", outcome: "down", reason: "status", detail };
		for (const one of evidence) expect(one).toMatchObject(failed);
		expect((await world.client.incident(id)).state).toBe("triggered");

		expect((await resolve(id, { overrideReason: "orders are stopped on purpose" })).status).toBe(200);
		expect(await recoveryOf(id)).toMatchObject({
			...{ result: "failing", overrideReason: expect.any(String), evidence: [failed, failed, failed] },
		});
	});

	it("is held back by one region of three, and sees which", async () => {
		const serviceId = await world.addService("Stock list");
		await search.be({ onlyIn: ["apac"], mode: { status: 503 } });
		const monitor = { name: "Stock answers", serviceId, kind: "http", target: search.url };
		const { id: monitorId } = await world.client.make("/api/v1/monitors", monitor);
		const { id } = await world.declare({ serviceId });
		const { status, body } = await resolve(id);
		expect(status).toBe(409);
		const detail = expect.stringMatching(/^503 in \d+ ms$/);
		expect(body.evidence).toEqual([{ monitorId, region: "apac", outcome: "down", reason: "status", detail }]);
		await search.be("well");
		expect((await resolve(id)).status).toBe(200);
	});

	it("has smoke checks run in their order: one after a failing one is not run, and is named", async () => {
		const later = { ...smokeCheck("Pay", home), request: { url: `${home.url}/pay` } };
		const smokeChecks = [smokeCheck("Sign in", search, "503"), later];
		const serviceId = await world.addService("Accounts", { smokeChecks });
		const { id } = await world.declare({ serviceId });
		expect((await resolve(id, { overrideReason: "sign-in is moved" })).status).toBe(200);
		expect(await recoveryOf(id)).toMatchObject({ notRun: ["Pay"], unanswered: [] });
		expect(home.requests.filter(({ path }) => path.startsWith("/pay"))).toEqual([]);
	});

	it("sees every answer over the live connection as it comes, before the whole", async () => {
		const feed = await openFeed(world.instance, { authorization: `Bearer ${world.instance.adminToken}` });
		const checks = [smokeCheck("First", home), smokeCheck("Second", search)];
		const serviceId = await world.addService("Basket", { smokeChecks: checks });
		const { id } = await world.declare({ serviceId });
		await search.be({ slowMs: 700 });
		expect((await resolve(id)).status).toBe(200);
		await search.be("well");
		const told = () =>
			(feed?.messages ?? [])
				.map((text) => JSON.parse(text) as { type: string; recovery: RecoveryNewsWire })
				.filter(({ type, recovery }) => type === "recovery" && recovery.incidentId === id)
				.map(({ recovery }) => recovery);
		await expect.poll(() => told().at(-1)?.result).toBe("recovered");
		expect(told()[0]).toMatchObject({ result: null, checks: [{ id: "First" }, { id: "Second" }] });
		const halfway = told().find(({ answers }) => answers.length === 3);
		expect(halfway?.answers.map(({ monitorId }) => monitorId)).toEqual(["First", "First", "First"]);
		expect(told().at(-1)?.answers).toHaveLength(6);
		feed?.close();
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

	it("has what works watched first where the service wants it, and it resolves by itself with evidence", async () => {
		const smokeChecks = [smokeCheck("Home opens", home)];
		const serviceId = await world.addService("Wishes", { smokeChecks, soakSeconds: 2 });
		const { id } = await world.declare({ serviceId, severity: "P1" });
		expect((await resolve(id)).body).toMatchObject({
			...{ state: "acknowledged", status: "monitoring", resolvedAt: null, undoUntil: null },
			soakUntil: expect.any(String),
		});
		await expect.poll(async () => (await world.client.incident(id)).state).toBe("resolved");
		const ends = (await world.client.timeline(id)).filter(({ type }) => /^(recovery|resolved)/.test(type));
		expect(ends.map(({ type, actor }) => [type, actor.kind])).toEqual([
			["recovery_checked", "token"],
			["recovery_checked", "system"],
			["resolved", "system"],
		]);
	});

	it("has it back as the same incident, in a new epoch that pages, when it fails while it is watched", async () => {
		const serviceId = await world.addService("Gifts", { soakSeconds: 600 });
		const path = `/api/v1/services/${serviceId}/integrations`;
		const { key } = await world.client.make<{ key: string }>(path, { kind: "generic", name: "Nagios" });
		const send = (action: string) =>
			world.instance.api("POST", `/inbound/generic/${key}`, { title: "Gifts fail", dedupKey: "g", action });
		await send("trigger");
		const { id } = await incidentOf(serviceId);
		const pages = async () =>
			(await world.client.timeline(id)).filter(({ type }) => type === "page_accepted").length;
		await expect.poll(pages).toBe(1);
		await send("resolve");
		const watched = { state: "triggered", status: "monitoring", epoch: 1 };
		await expect.poll(() => world.client.incident(id)).toMatchObject(watched);
		await send("trigger");
		const back = { state: "triggered", status: "investigating", epoch: 2 };
		await expect.poll(() => world.client.incident(id)).toMatchObject(back);
		await expect.poll(pages).toBe(2);
		expect((await resolve(id, { soak: false, disposition: "noise" })).body).toMatchObject({
			...{ state: "resolved", disposition: "noise" },
		});
	});

	it("is told which setting of the monitor would have kept noise away", async () => {
		const serviceId = await world.addService("Maps");
		await search.be({ onlyIn: ["weur", "enam"], mode: "hang" });
		const often = { intervalSeconds: 10, timeoutSeconds: 1 };
		const monitor = { name: "Maps answer", serviceId, kind: "http", target: search.url, ...often };
		const { id: monitorId } = await world.client.make("/api/v1/monitors", monitor);
		const { id } = await incidentOf(serviceId);
		await search.be("well");
		await resolve(id, { disposition: "false-alarm" });
		const tuning = async () => (await world.instance.api("GET", `/api/v1/incidents/${id}/tuning`)).body;
		await expect.poll(tuning).toMatchObject({ tuning: expect.anything() });
		expect(await tuning()).toMatchObject({ tuning: { monitorId, setting: "quorum", from: 2, to: 3 } });
	});

	it("may resolve when no region can be reached, and the timeline does not call it well", async () => {
		const serviceId = await world.addService("Stock", { smokeChecks: [smokeCheck("Home opens", home)] });
		const { id } = await world.declare({ serviceId });
		await world.instance.restart({ entry: "lost-probers" });
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
