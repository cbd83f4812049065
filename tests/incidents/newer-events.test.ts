import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

describe("an incident of which a newer version, since rolled back, wrote a part", () => {
	let world: World;
	beforeAll(async () => {
		world = await startWorld({
			monitor: false,
			levels: [{ page: ["ana"], afterSeconds: 600 }],
			instance: { entry: "newer-events" },
		});
	});
	afterAll(() => world.stop());

	const unknown = { type: "war_room_opened", actor: { kind: "user", name: "Ana" }, data: { room: "blue" } };
	let id = "";

	it("shows it as what it is, and goes on", async () => {
		({ id } = await world.declare({ title: "Payments fail" }));
		await world.people.ana.phone.waitForPage();
		await fetch(`${world.instance.url}/newer/${id}`);
		await world.instance.fireCron();
		const timeline = await world.client.timeline(id);
		expect(timeline.find(({ type }) => type === unknown.type)).toMatchObject(unknown);
		expect((await world.people.ana.phone.acknowledge()).body.result).toBe("acknowledged");
		expect((await world.instance.api("GET", "/healthz/deep")).body).not.toHaveProperty("broken.0");
	});

	it("has it in the database too, and gets it back from there", async () => {
		const database = await world.instance.database();
		const projected = () =>
			database
				.prepare("SELECT data FROM incident_events WHERE incident_id = ? AND type = ?")
				.bind(id, unknown.type)
				.all<{ data: string }>();
		const [row] = await eventually("it is projected", async () => {
			const { results } = await projected();
			return results.length > 0 ? results : null;
		});
		expect(JSON.parse(row!.data)).toEqual({ room: "blue", v: 1 });
		const known = await world.client.timeline(id);
		await eventually("all of it is projected", async () => {
			const { version } = await world.client.incident(id);
			const count = database.prepare("SELECT count(*) AS n FROM incident_events WHERE incident_id = ?");
			return (await count.bind(id).all<{ n: number }>()).results[0]!.n === version;
		});

		await fetch(`${world.instance.url}/lose/${id}`);
		expect(await world.client.timeline(id)).toEqual(known);
		await world.client.call("PUT", `/api/v1/incidents/${id}/resolution`, {});
		expect((await world.client.timeline(id)).slice(0, known.length)).toEqual(known);
	});
});
