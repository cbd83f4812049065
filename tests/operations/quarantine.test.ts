import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorld, type World } from "../support/world.ts";

describe("F64: an incident whose record is damaged", () => {
	let world: World;
	beforeAll(async () => {
		world = await startWorld({
			monitor: false,
			levels: [{ page: ["bo"], afterSeconds: 600 }],
			instance: { entry: "damaged" },
		});
	});
	afterAll(() => world.stop());

	it("calls the admins, shows its raw timeline, and leaves every other incident alone", async () => {
		const damaged = await world.declare({ title: "The one that breaks" });
		await world.push.waitFor((push) => push.payload?.notification.data.incidentId === damaged.id);
		await fetch(`${world.instance.url}/damage/${damaged.id}`);
		await world.instance.fireCron();

		const call = await world.push.waitFor(
			(push) => push.payload?.notification.title.includes("damaged") ?? false,
		);
		expect(call.endpoint).toBe(world.people.ana.phone.subscription.endpoint);

		const { status, body } = await world.instance.api("GET", "/healthz/deep");
		expect(status).toBe(503);
		expect(body).toMatchObject({ late: ["incidents"], broken: [{ part: "incidents", failed: 1 }] });

		const timeline = await world.instance.api("GET", `/api/v1/incidents/${damaged.id}/timeline`);
		expect(timeline.status).toBe(200);
		const { items } = timeline.body as { items: { seq: number; type: string; data: unknown }[] };
		expect(items.slice(0, 2)).toMatchObject([
			{ seq: 1, type: "triggered" },
			{ seq: 2, data: { raw: "{not json" } },
		]);

		const other = await world.declare({ title: "Another one" });
		await world.push.waitFor((push) => push.payload?.notification.data.incidentId === other.id);
	});
});
