import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nowhere } from "../support/shop.ts";
import { startWorld, type World } from "../support/world.ts";

const HOUR_MS = 3_600_000;
const PATH = "/api/v1/action-items";

interface Item {
	id: string;
	version: number;
	text: string;
	state: string;
	overdue: boolean;
	closedAt: string | null;
	serviceId: string | null;
}

let world: World;
let incidentId: string;

beforeAll(async () => {
	world = await startWorld({ monitor: false, levels: [{ page: ["ana"], afterSeconds: 600 }] });
	incidentId = (await world.declare()).id;
});
afterAll(() => world?.stop());

const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();

const make = (fields: object = {}) =>
	world.client.make<Item>(PATH, {
		text: "Alert when the pool is nearly used up",
		ownerId: world.people.bo.id,
		dueAt: inHours(48),
		...fields,
	});

const texts = async (query: string) =>
	(await world.client.list<Item>(`${PATH}?${query}`)).map(({ text }) => text);

describe("an action item", () => {
	it("needs a text, an owner and a deadline, and starts open", async () => {
		const missing = await world.instance.api("POST", PATH, {});
		expect(missing.status).toBe(422);
		expect(missing.body).toMatchObject({
			errors: ["/text", "/ownerId", "/dueAt"].map((pointer) => expect.objectContaining({ pointer })),
		});
		const item = await make({ incidentId, type: "detect", link: "https://tracker.example/88" });
		expect(item).toMatchObject({
			state: "open",
			type: "detect",
			link: "https://tracker.example/88",
			incidentId,
			serviceId: world.ids.service,
			wouldHavePreventedIncidentIds: [],
			overdue: false,
			closedAt: null,
			version: 1,
		});
		expect(await world.client.read(`${PATH}/${item.id}`)).toEqual(item);
	});

	it("names only people and incidents that are there", async () => {
		const answer = await world.instance.api("POST", PATH, {
			text: "Alert earlier",
			ownerId: nowhere("usr"),
			dueAt: inHours(1),
			incidentId: nowhere("inc"),
			wouldHavePreventedIncidentIds: [incidentId, nowhere("inc")],
		});
		expect(answer.status).toBe(422);
		const pointers = (answer.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
		expect(pointers.sort()).toEqual(["/incidentId", "/ownerId", "/wouldHavePreventedIncidentIds/1"]);
	});

	it.each([
		["javascript:alert(1)", "/link"],
		["not an address", "/link"],
	])("refuses %s as a link", async (link, pointer) => {
		const fields = { text: "x", ownerId: world.people.bo.id, dueAt: inHours(1), link };
		const answer = await world.instance.api("POST", PATH, fields);
		expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
	});

	it("is closed when it is done or dropped, and open again when it is taken up again", async () => {
		const { id } = await make({ text: "Close me" });
		const patch = (body: object) => world.client.call<Item>("PATCH", `${PATH}/${id}`, body);
		const done = await patch({ state: "done" });
		expect(done).toMatchObject({ state: "done", closedAt: expect.any(String) });
		expect((await patch({ state: "dropped" })).closedAt).toBe(done.closedAt);
		expect(await patch({ state: "in_progress" })).toMatchObject({ closedAt: null });
	});

	it("holds its owner while it is open, and lets them leave when it is closed", async () => {
		const user = await world.client.make("/api/v1/users", { name: "Dana", email: "dana@shop.example" });
		const item = await make({ text: "Dana's", ownerId: user.id });
		const kept = await world.instance.api("DELETE", `/api/v1/users/${user.id}`);
		expect(kept).toMatchObject({ status: 409, body: { referrers: [item.id] } });
		await world.client.call("PATCH", `${PATH}/${item.id}`, { state: "done" });
		expect((await world.instance.api("DELETE", `/api/v1/users/${user.id}`)).status).toBe(204);
		expect((await world.client.read<Item>(`${PATH}/${item.id}`)).state).toBe("done");
	});
});

describe("the list", () => {
	it("puts the earliest deadline first, page after page", async () => {
		const ownerId = world.people.chidi.id;
		for (const hours of [30, 10, 20, 10])
			await make({ text: `In ${hours} h`, ownerId, dueAt: inHours(hours) });
		const seen: string[] = [];
		let cursor: string | null = null;
		do {
			const next = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
			const page: { items: Item[]; nextCursor: string | null } = await world.client.read(
				`${PATH}?ownerId=${ownerId}&limit=1${next}`,
			);
			seen.push(...page.items.map(({ text }) => text));
			cursor = page.nextCursor;
		} while (cursor);
		expect(seen).toEqual(["In 10 h", "In 10 h", "In 20 h", "In 30 h"]);
	});

	it("tells what is overdue, and what of a service's earlier incidents is still to do", async () => {
		const { id: later } = await world.declare({ title: "Payments fail again" });
		await make({ text: "Late", incidentId, dueAt: inHours(-1), wouldHavePreventedIncidentIds: [later] });
		await make({ text: "Late and done", incidentId, dueAt: inHours(-1), state: "done" });
		expect(await texts("overdue=true")).toEqual(["Late"]);
		expect(await texts("overdue=false")).not.toContain("Late");
		const left = await texts(`serviceId=${world.ids.service}&closed=false`);
		expect(left[0]).toBe("Late");
		expect(left).not.toContain("Late and done");
		expect(await texts(`incidentId=${incidentId}&state=done`)).toEqual(["Late and done"]);
		expect(await texts(`wouldHavePreventedIncidentId=${later}`)).toEqual(["Late"]);
		expect(await texts(`wouldHavePreventedIncidentId=${incidentId}`)).toEqual([]);
	});

	it("refuses a filter that it does not know", async () => {
		for (const query of ["overdue=yes", "state=late", "ownerId=bo", "nonsense=1"])
			expect((await world.instance.api("GET", `${PATH}?${query}`)).status, query).toBe(422);
	});
});
