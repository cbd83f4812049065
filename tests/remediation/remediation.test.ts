import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
	type BundledReceiver,
	fakeProgram,
	freePort,
	startBundledReceiver,
} from "../support/bundled-receiver.ts";
import { eventually, sleep } from "../support/wait.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";
import { startWorld, type World } from "../support/world.ts";

const docker = fakeProgram("docker");
let world: World;
let hook: WebhookReceiver;
let port: number;
let receiver: BundledReceiver | null = null;

beforeAll(async () => {
	[hook, port] = [await startWebhookReceiver(), await freePort()];
	world = await startWorld({ monitor: false, egressAllow: [hook.hostPort, `127.0.0.1:${port}`] });
});
afterAll(async () => {
	await world?.stop();
	await Promise.all([hook?.close(), receiver?.stop()]);
	docker.remove();
});

type Made = { id: string; secret: string };
const make = (fields: object) =>
	world.client.make<Made>("/api/v1/remediations", {
		name: "Restart",
		serviceId: world.ids.service,
		url: hook.url,
		coolDownSeconds: 0,
		verifySeconds: 0,
		...fields,
	});
const call = (method: string, path: string, body?: object, headers?: Record<string, string>) =>
	world.instance.api(method, `/api/v1/${path}`, body, headers);
const run = (incidentId: string, remediationId: string) =>
	call("POST", `incidents/${incidentId}/remediation-runs`, { remediationId });
const ended = (incidentId: string) =>
	eventually("the end of the run", async () => {
		const timeline = await world.client.timeline(incidentId);
		return timeline.find(({ type }) => type === "remediation_finished")?.data;
	});
const own = () => hook.records.filter(({ path }) => path === "/hook");

describe("a remediation", () => {
	it("restarts the shop by the bundled receiver, which verifies the signature", async () => {
		const { id, secret } = await make({ url: `http://127.0.0.1:${port}/` });
		const env = { SECRET: secret, RECIPE: "restart-container", CONTAINER: "shop", PATH: docker.path };
		receiver = await startBundledReceiver(port, env);
		const dry = await call("POST", `remediations/${id}/dry-run`, {});
		expect(dry.body).toMatchObject({ result: "done", message: "would restart the container shop" });
		const incident = await world.declare({ severity: "P4" });
		expect((await run(incident.id, id)).status).toBe(200);
		expect(await ended(incident.id)).toMatchObject({
			result: "unverified",
			message: "restarted the container shop",
			attempts: 1,
		});
		expect(docker.calls()).toEqual(["restart shop"]);
		const listed = await call("GET", `remediations?serviceId=${world.ids.service}`);
		expect(JSON.stringify(listed.body)).not.toContain("whsec_");
	});

	it("signs every attempt of a run under one webhook-id, and keeps a dry run off every timeline", async () => {
		const { id, secret } = await make({});
		hook.trust(secret);
		hook.be({ status: 503 });
		const incident = await world.declare({ severity: "P4" });
		await call("POST", `remediations/${id}/dry-run`, {});
		await run(incident.id, id);
		expect(await ended(incident.id)).toMatchObject({ result: "failed", attempts: 3 });
		const [dry, ...sent] = own();
		expect(sent.map(({ verified }) => verified)).toEqual([true, true, true]);
		expect(new Set(sent.map((record) => record.id)).size).toBe(1);
		expect(dry).toMatchObject({ verified: true, payload: { type: "remediation.dry_run" } });
		expect(sent[0]!.payload).toMatchObject({
			type: "remediation.run",
			data: { dryRun: false, attempt: 1, incident: { id: incident.id }, service: { name: "Checkout" } },
		});
	});

	it("is stopped by one switch, for runs that wait too", async () => {
		const { id } = await make({});
		hook.be({ status: 503 });
		const incident = await world.declare({ severity: "P4" });
		await run(incident.id, id);
		await eventually("the first request", async () =>
			(await world.client.timeline(incident.id)).some(({ type }) => type === "remediation_answered"),
		);
		const before = own().length;
		const read = await call("GET", "settings");
		const stopped = await call(
			"PATCH",
			"settings",
			{ remediationsStopped: true },
			{ "if-match": `"${read.body.version}"` },
		);
		expect(stopped).toMatchObject({ status: 200, body: { remediationsStopped: true } });
		expect(await ended(incident.id)).toMatchObject({ reason: "Remediations were stopped." });
		expect(own().length - before).toBeLessThanOrEqual(1);
		expect((await run(incident.id, id)).status).toBe(409);
		expect((await call("POST", `remediations/${id}/dry-run`, {})).status).toBe(409);
		const stale = { "if-match": `"${read.body.version}"` };
		expect((await call("PATCH", "settings", { remediationsStopped: false }, stale)).status).toBe(412);
		expect((await call("PATCH", "settings", { nickname: "Shop" })).status).toBe(422);
		expect((await call("PATCH", "settings", { remediationsStopped: false })).status).toBe(200);
	});

	it("sends nothing more once its incident is resolved, and its run has an end", async () => {
		const { id } = await make({});
		hook.be({ status: 503 });
		const incident = await world.declare({ severity: "P4" });
		await run(incident.id, id);
		await call("PUT", `incidents/${incident.id}/resolution`, {});
		expect(["cancelled", "failed"]).toContain((await ended(incident.id))?.result);
		const sent = own().length;
		await sleep(2_500);
		expect(own().length).toBe(sent);
		expect((await run(incident.id, id)).body.type).toMatch(/incident-resolved$/);
	});

	it("refuses what cannot be obeyed", async () => {
		const refused = async (fields: object, pointer: string) => {
			const body = { name: "Restart", serviceId: world.ids.service, url: hook.url, ...fields };
			const answer = await call("POST", "remediations", body);
			expect(answer.status, JSON.stringify(fields)).toBe(422);
			expect(answer.body.errors[0].pointer).toBe(pointer);
		};
		await refused({ duringMaintenance: true }, "/duringMaintenance");
		await refused({ beforePagingSeconds: 30 }, "/beforePagingSeconds");
		await refused({ mode: "automatic", beforePagingSeconds: 30, verifySeconds: 0 }, "/verifySeconds");
		await refused({ mode: "automatic", beforePagingSeconds: 91 }, "/beforePagingSeconds");
		await refused({ url: "http://10.0.0.1/restart" }, "/url");
		const { id } = await make({});
		const other = await world.addService("Search");
		const incident = await world.declare({ serviceId: other });
		expect((await run(incident.id, id)).status).toBe(404);
	});
});
