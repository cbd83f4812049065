import { afterAll, beforeAll, expect, it } from "vitest";
import { pagesTo } from "../support/ladder.ts";
import { type LaunchedWorld, startLaunchedWorld } from "../support/launched-world.ts";
import { slowness } from "../support/slowness.ts";
import { eventually } from "../support/wait.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";

const TIMEOUT_S = 15;
let world: LaunchedWorld;
let hook: WebhookReceiver;

beforeAll(async () => {
	hook = await startWebhookReceiver();
	world = await startLaunchedWorld({ monitor: false, egressAllow: [hook.hostPort] });
});
afterAll(async () => {
	await world?.stop();
	await hook?.close();
});

it("F35: a kill in the middle of a run makes no second run, and the page goes out", async () => {
	await world.client.make("/api/v1/remediations", {
		name: "Restart",
		serviceId: world.ids.service,
		url: hook.url,
		mode: "automatic",
		timeoutSeconds: TIMEOUT_S,
		beforePagingSeconds: 60,
	});
	hook.be("hang");
	const incident = await world.declare({ severity: "P2" });
	await eventually("the request", async () => hook.records.length > 0);
	expect(pagesTo(world, "ana", incident.id).length).toBe(0);
	const runtime = world.launched.pids[0];
	world.launched.killNow("runtime");
	await eventually(
		"another runtime",
		async () => world.launched.pids[0] !== undefined && world.launched.pids[0] !== runtime,
		15_000 * slowness(),
	);
	const timeline = await eventually(
		"the page",
		async () => {
			const events = await world.client.timeline(incident.id).catch(() => []);
			return events.some(({ type }) => type === "page_accepted") && events;
		},
		(TIMEOUT_S + 30) * 1_000,
		250,
	);
	const count = (type: string) => timeline.filter((event) => event.type === type).length;
	expect(count("remediation_started")).toBe(1);
	expect(count("remediation_finished")).toBe(1);
	expect(count("remediation_attempted")).toBeLessThanOrEqual(3);
	expect(hook.records.length).toBeLessThanOrEqual(3);
	expect(new Set(hook.records.map(({ id }) => id)).size).toBe(1);
	expect(pagesTo(world, "ana", incident.id).length).toBeGreaterThan(0);
	const [started, paged] = ["remediation_started", "page_attempted"].map(
		(type) => timeline.find((event) => event.type === type)!.at,
	);
	expect(Date.parse(paged!) - Date.parse(started!)).toBeLessThan(90_000);
});
