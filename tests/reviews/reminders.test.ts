/** What is told of deadlines, through the minute tick and a real push. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorld, type World } from "../support/world.ts";

const SPAN_MS = 600_000;

let world: World;

beforeAll(async () => {
	world = await startWorld({ monitor: false, levels: [{ page: ["ana"], afterSeconds: 600 }] });
});
afterAll(() => world?.stop());

const reminders = (name: "ana" | "bo" | "chidi") =>
	world.people[name].phone.subscription
		.records()
		.filter(({ payload }) => payload?.notification.data.kind === "reminder")
		.map(({ payload }) => payload!.notification);

const tickTwice = () => Promise.all([world.instance.fireCron(), world.instance.fireCron()]);

const item = (ownerId: string, fields: object = {}) =>
	world.client.make("/api/v1/action-items", {
		text: "Watch the pool",
		ownerId,
		dueAt: new Date(Date.now() + SPAN_MS).toISOString(),
		...fields,
	});

/** What the tick finds after this long: everything was made, and is due, so much earlier. */
async function passes(ms: number): Promise<void> {
	const database = await world.instance.database();
	for (const change of [
		`UPDATE action_items SET created_at = created_at - ${ms}, due_at = due_at - ${ms}`,
		`UPDATE reminders SET deadline_at = deadline_at - ${ms}`,
	])
		await database.prepare(change).run();
}

describe("the owner of an action item", () => {
	it("is told once before the deadline and once after it, however often the tick runs", async () => {
		const { id } = await item(world.people.bo.id);
		await tickTwice();
		expect(reminders("bo")).toEqual([]);
		await passes(0.6 * SPAN_MS);
		await tickTwice();
		expect(reminders("bo").map(({ title }) => title)).toEqual(["Action item is due soon"]);
		await passes(0.6 * SPAN_MS);
		await tickTwice();
		await tickTwice();
		const told = reminders("bo");
		expect(told.map(({ title }) => title)).toEqual(["Action item is due soon", "Action item is overdue"]);
		expect(told[1]).toMatchObject({ silent: true, tag: id, body: expect.stringContaining("Watch the pool") });
		await world.client.call("PATCH", `/api/v1/action-items/${id}`, { state: "done" });
	});

	it("is told by the next tick when the one that should have sent it was killed", async () => {
		const ownerId = world.people.chidi.id;
		const dueAt = Date.now() + 3_600_000;
		const { id } = await item(ownerId, { dueAt: new Date(dueAt).toISOString() });
		const database = await world.instance.database();
		const leave = (claimedUntil: number) =>
			database
				.prepare(
					`INSERT OR REPLACE INTO reminders VALUES ('${id}', 'due_soon', ${dueAt}, '${ownerId}', 0, 1, ${claimedUntil}, NULL, NULL)`,
				)
				.run();
		await leave(Date.now() + 60_000);
		await tickTwice();
		expect(reminders("chidi")).toEqual([]);
		await leave(Date.now() - 1);
		await tickTwice();
		expect(reminders("chidi").map(({ tag }) => tag)).toEqual([id]);
	});

	it("hears nothing of what is done, or of what was late when it was written down", async () => {
		const { id } = await item(world.people.chidi.id);
		await world.client.call("PATCH", `/api/v1/action-items/${id}`, { state: "done" });
		await item(world.people.chidi.id, { dueAt: "2026-01-01T00:00:00.000Z" });
		await passes(1.2 * SPAN_MS);
		const before = reminders("chidi").length;
		await tickTwice();
		expect(reminders("chidi")).toHaveLength(before);
	});
});
