/** What is told late must not undo what happened meanwhile. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Instance } from "../support/instance.ts";
import { eventually, preciseNow, sleep } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await startWorld({ monitor: false, levels: [{ page: ["bo"], afterSeconds: 600 }] });
});
afterAll(() => world?.stop());

const run = async (instance: Instance, sql: string) => (await instance.database()).prepare(sql).all();

/** Until this is dropped, the database refuses to switch a method off. */
const REFUSE = `CREATE TRIGGER refuse BEFORE UPDATE ON contact_methods WHEN NEW.state = 'disabled'
	BEGIN SELECT RAISE(ABORT, 'the test says no'); END`;

const pathOf = () => `/api/v1/users/${world.people.bo.id}/contact-methods`;
const stateOf = async () =>
	(await world.client.read<{ state: string }>(`${pathOf()}/${world.people.bo.methodId}`)).state;

async function failForGood(): Promise<void> {
	const { phone } = world.people.bo;
	const since = preciseNow();
	phone.subscription.be(410);
	await world.declare();
	await eventually("the push service said that it forgot the phone", () =>
		phone.subscription.records().some((record) => record.at >= since),
	);
	phone.subscription.be("accept");
}

describe("F23: a phone that the push service forgot", () => {
	it("is switched off", async () => {
		await failForGood();
		await eventually("the phone is switched off", async () => (await stateOf()) === "disabled");
	});

	it.each(["at the same address", "at a new address"])(
		"stays on when it registered again, %s, before that was worked off",
		async (how) => {
			const { phone, methodId } = world.people.bo;
			const subscription = phone.subscription.json;
			await world.client.make(pathOf(), { kind: "push", subscription });
			await run(world.instance, REFUSE);
			const failures = () =>
				world.instance.logs.filter((line) => /follower_failed.*devices/.test(line)).length;
			const before = failures();
			await failForGood();
			await eventually("the switching off failed", () => failures() > before);
			if (how === "at the same address") await world.client.make(pathOf(), { kind: "push", subscription });
			else {
				const fresh = world.push.subscribe("bo-again").json;
				await world.client.call("PATCH", `${pathOf()}/${methodId}`, { subscription: fresh });
			}
			await run(world.instance, "DROP TRIGGER refuse");
			await sleep(4_000);
			await world.instance.fireCron();
			await sleep(1_000);
			expect(await stateOf()).toBe("active");
		},
	);
});

it("gives a role to somebody who is newer than the incident", async () => {
	const incident = await world.declare();
	const dana = await world.client.make("/api/v1/users", { name: "Dana", email: "dana@shop.example" });
	const path = `/api/v1/incidents/${incident.id}/roles/scribe`;
	expect((await world.instance.api("PUT", path, { userId: dana.id })).status).toBe(200);
	const events = await world.client.timeline(incident.id);
	expect(events.find(({ type }) => type === "role_assigned")?.data).toMatchObject({ userId: dana.id });
	await world.client.call("DELETE", `/api/v1/users/${dana.id}`);
	expect((await world.instance.api("PUT", path, { userId: dana.id })).status).toBe(404);
});
