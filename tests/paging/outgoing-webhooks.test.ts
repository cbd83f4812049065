/** Outgoing webhooks through the door: a real receiver checks with the reference library what it gets. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServiceWorld, startServiceWorld } from "../support/service-world.ts";
import { eventually } from "../support/wait.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/webhook-receiver.ts";

let world: ServiceWorld;
let receiver: WebhookReceiver;

beforeAll(async () => {
	receiver = await startWebhookReceiver();
	world = await startServiceWorld({ egressAllow: [receiver.hostPort] });
});
afterAll(async () => {
	await world?.stop();
	await receiver?.close();
});

const PATH = "/api/v1/webhooks";
const typeOf = (payload: unknown) => (payload as { type: string }).type;

describe("an outgoing webhook", () => {
	it("is tested, told of an incident in order, replayed, and shows its secret once", async () => {
		const made = await world.make(PATH, { url: receiver.url, name: "Tickets" });
		expect(made).toMatchObject({ state: "active", events: ["*"], secret: expect.stringMatching(/^whsec_/) });
		receiver.trust(String(made.secret));
		const own = `${PATH}/${made.id}`;
		expect((await world.send("GET", own)).body).not.toHaveProperty("secret");

		const test = await world.send("POST", `${own}/test`, {});
		expect(test.body).toMatchObject({
			type: "webhook.test",
			state: "delivered",
			lastStatus: 204,
			attempts: 1,
		});

		const incident = await world.make("/api/v1/incidents", {
			serviceId: world.serviceId,
			title: "Payments fail",
		});
		await world.send("PUT", `/api/v1/incidents/${incident.id}/acknowledgement`, {});
		await eventually("three requests", () => receiver.records.length === 3);
		expect(receiver.records.map(({ payload }) => typeOf(payload))).toEqual([
			"webhook.test",
			"incident.triggered",
			"incident.acknowledged",
		]);
		expect(receiver.records.every(({ verified }) => verified)).toBe(true);

		const triggered = receiver.records[1]!;
		const again = await world.send("POST", `${own}/deliveries/${triggered.id}/replay`, {});
		expect(again).toMatchObject({ status: 202, body: { isReplay: true } });
		await eventually("the replay", () => receiver.records.length === 4);
		expect(receiver.records[3]).toMatchObject({
			id: triggered.id,
			payload: triggered.payload,
			verified: true,
		});
		await eventually("all delivered", async () => {
			const { body } = await world.send("GET", `${own}/deliveries?state=delivered`);
			return (body.items as unknown[]).length === 3;
		});
	});

	it("says why a test failed, and is not called where it may not be", async () => {
		const made = await world.make(PATH, { url: receiver.url, events: [] });
		receiver.be({ status: 500 });
		const refused = await world.send("POST", `${PATH}/${made.id}/test`, {});
		expect(refused.body).toMatchObject({ state: "failed", lastStatus: 500, lastReason: "answered 500" });
		receiver.be("accept");
		const inside = await world.send("POST", PATH, { url: "http://10.0.0.1/hook" });
		expect(inside).toMatchObject({ status: 422, body: { errors: [{ pointer: "/url" }] } });
		const unknown = await world.send("PATCH", `${PATH}/${made.id}`, { events: ["incident.sneezed"] });
		expect(unknown.status).toBe(422);
		const missing = `${PATH}/${made.id}/deliveries/dlv_01J00000000000000000000000`;
		expect((await world.send("GET", missing)).status).toBe(404);
		expect((await world.send("POST", `${missing}/replay`, {})).status).toBe(404);
	});
});
