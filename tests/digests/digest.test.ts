/** A person's week through the API, on a real database. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { startWorld, type World } from "../support/world.ts";

let world: World;

beforeAll(async () => {
	world = await startWorld({ monitor: false, levels: [{ page: ["ana"], afterSeconds: 600 }] });
});
afterAll(() => world?.stop());

it("shows a person their items, their reviews and their settings, and changes when it comes", async () => {
	const { client, people } = world;
	const path = `/api/v1/users/${people.bo.id}/digest`;
	const { id } = await world.declare();
	await client.call("PUT", `/api/v1/incidents/${id}/resolution`, {});
	await client.read(`/api/v1/reviews/${id}`);
	const due = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
	const item = (ownerId: string, days: number) =>
		client.make("/api/v1/action-items", {
			text: `In ${days} days`,
			ownerId,
			dueAt: due(days),
			incidentId: id,
		});
	await item(people.bo.id, 3);
	await item(people.bo.id, -3);
	await item(people.chidi.id, 1);
	expect(await client.read(path)).toMatchObject({
		settings: { wanted: true, weekday: 1, hour: 9, nextAt: expect.any(String) },
		teams: ["Shop"],
		actionItems: {
			open: 2,
			overdue: 1,
			items: [{ text: "In -3 days", overdue: true, incident: { id } }, { text: "In 3 days" }],
		},
		reviews: [{ incidentId: id, service: "Checkout", overdue: false }],
		week: { mtta: { medianMs: null }, mttr: { count: expect.any(Number) } },
	});
	const changed = await client.call<{ settings: { nextAt: string } }>("PATCH", path, {
		weekday: 5,
		hour: 17,
	});
	expect(changed.settings).toMatchObject({ wanted: true, weekday: 5, hour: 17 });
	// 17:00 in Berlin on a Friday, in winter or in summer.
	const next = new Date(changed.settings.nextAt);
	expect([next.getUTCDay(), [15, 16].includes(next.getUTCHours())]).toEqual([5, true]);
	const wrong = await world.instance.api("PATCH", path, { hour: 24 });
	expect(wrong).toMatchObject({ status: 422, body: { errors: [{ pointer: "/hour" }] } });
});
