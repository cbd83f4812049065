import { afterAll, beforeAll, expect, it } from "vitest";
import { startLagMeter } from "../support/lag.ts";
import { preciseNow } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

const PATIENCE_MS = 700;
const lag = startLagMeter();
let world: World;
beforeAll(async () => {
	world = await startWorld({
		monitor: false,
		levels: [{ page: ["bo"], afterSeconds: 600 }],
		instance: { entry: "hanging-database" },
	});
});
afterAll(() => world?.stop());
afterAll(() => lag.stop());

it("F18: Bo's tap is answered within two seconds although the database takes every question and answers none", async () => {
	const incident = await world.declare();
	const push = await world.people.bo.phone.waitForPage();
	await fetch(`${world.instance.url}/hang`);
	const startedAt = preciseNow();
	const answer = await world.people.bo.phone.acknowledge(push);
	const tookMs = preciseNow() - startedAt;
	await fetch(`${world.instance.url}/answer`);
	expect(answer).toMatchObject({ status: 200, body: { result: "acknowledged", by: { name: "Bo" } } });
	expect(tookMs).toBeGreaterThan(PATIENCE_MS - 100);
	expect(tookMs).toBeLessThan(2_000 + lag.worstMs());
	expect(await world.client.incident(incident.id)).toMatchObject({ state: "acknowledged" });
});
