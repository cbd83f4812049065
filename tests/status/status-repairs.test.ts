import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { statusPage } from "../support/pages.ts";
import { eventually } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;

beforeAll(async () => {
	world = await startWorld({ monitor: false, instance: { entry: "deaf-publication" } });
});
afterAll(() => world?.stop());

describe("a message to the public's object that never arrives", () => {
	it("is made good by the next minute tick, from the database", async () => {
		await world.declare({ title: "Payments fail", severity: "P1" });
		expect((await statusPage(world)).text).not.toContain("Checkout is down");
		await eventually("the incident in the database's list", async () => {
			const { results } = await (await world.instance.database())
				.prepare("SELECT public FROM incidents WHERE public IS NOT NULL")
				.all();
			return results.length === 1;
		});
		await world.instance.fireCron();
		await eventually("the status page", async () =>
			(await statusPage(world)).text.includes("Checkout is down"),
		);
		expect((await statusPage(world)).text).not.toContain("Payments fail");
	});

	it("is made good for its end too", async () => {
		const incident = await world.incidentIn("triggered");
		const path = `/api/v1/incidents/${incident.id}/resolution`;
		expect((await world.instance.api("PUT", path, { note: "Fixed." })).status).toBe(200);
		await eventually("the status page", async () => {
			await world.instance.fireCron();
			return (await statusPage(world)).text.includes("All systems operational");
		});
	});
});
