/** Nothing is accepted and then ignored: what changes nothing yet keeps its value, and may be sent back as it is. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServiceWorld, startServiceWorld } from "../support/service-world.ts";

let world: ServiceWorld;

beforeAll(async () => {
	world = await startServiceWorld();
});
afterAll(() => world?.stop());

type Refused = { pointer: string; message: string }[];

async function refusals(method: string, path: string, body: object): Promise<Refused> {
	const answer = await world.send(method, path, body);
	if (answer.status < 300) return [];
	expect(answer.status, JSON.stringify(answer.body)).toBe(422);
	return answer.body.errors as Refused;
}

describe("the severity policy", () => {
	const path = "/api/v1/severity-policy";
	type Rule = Record<string, unknown> & { severity: string };
	const read = async () => (await world.send("GET", path)).body as { items: Rule[] };
	const withP1 = async (fields: object) => {
		const { items } = await read();
		return { items: items.map((rule) => (rule.severity === "P1" ? { ...rule, ...fields } : rule)) };
	};

	it("takes back what it answered, as often as it is sent", async () => {
		for (let i = 0; i < 2; i++) expect(await refusals("PUT", path, await read())).toEqual([]);
	});

	it("takes what it obeys", async () => {
		const { id } = await world.make("/api/v1/webhooks", { url: "https://hooks.example.com/ticket" });
		const fields = { urgency: "low", page: "businessHours", escalates: false, alsoPage: ["team"] };
		const more = {
			publish: "never",
			publicUpdateEverySeconds: 600,
			acknowledgeWithinSeconds: 60,
			stakeholderUpdateEverySeconds: 600,
			review: "optional",
			reviewDueSeconds: 86_400,
			ticketWebhookId: id,
			notifyUserIds: [world.personId],
		};
		expect(await refusals("PUT", path, await withP1({ ...fields, ...more }))).toEqual([]);
		expect((await read()).items[0]).toMatchObject({ ...fields, ...more });
	});
});

describe("a service", () => {
	it("takes back what it answered", async () => {
		const path = `/api/v1/services/${world.serviceId}`;
		const { id, version, createdAt, updatedAt, ...fields } = (await world.send("GET", path)).body;
		expect(await refusals("PATCH", path, fields)).toEqual([]);
	});

	it("is of a tier that people see, and soaks for up to a day", async () => {
		const fields = { name: "Search", escalationPolicyId: world.policyId, tier: 1, soakSeconds: 0 };
		const made = await world.make("/api/v1/services", fields);
		expect(made).toMatchObject({ tier: 1, soakSeconds: 0 });
		const path = `/api/v1/services/${made.id}`;
		expect(await refusals("PATCH", path, { tier: null, soakSeconds: 0 })).toEqual([]);
		expect((await world.send("GET", path)).body).toMatchObject({ tier: null, soakSeconds: 0 });
		expect(await refusals("PATCH", path, { soakSeconds: 60 })).toEqual([]);
		expect((await world.send("GET", path)).body).toMatchObject({ soakSeconds: 60 });
		const [refused] = await refusals("PATCH", path, { soakSeconds: 86_401 });
		expect(refused).toMatchObject({ pointer: "/soakSeconds" });
	});

	it("lists no runbook that is not there", async () => {
		const path = `/api/v1/services/${world.serviceId}`;
		const [refused] = await refusals("PATCH", path, { runbookIds: ["rbk_01J00000000000000000000001"] });
		expect(refused).toMatchObject({
			pointer: "/runbookIds/0",
			message: expect.stringMatching(/^does not exist/),
		});
	});
});

describe("an update for the stakeholders", () => {
	it("promises them nothing that only the public is told", async () => {
		const declared = { serviceId: world.serviceId, title: "Payments fail" };
		const { id } = await world.make("/api/v1/incidents", declared);
		const update = { audience: "stakeholders", status: "identified", message: "A card network is down." };
		const path = `/api/v1/incidents/${id}/updates`;
		const estimatedResolutionAt = new Date(Date.now() + 3_600_000).toISOString();
		const [refused] = await refusals("POST", path, { ...update, estimatedResolutionAt });
		expect(refused).toMatchObject({ pointer: "/estimatedResolutionAt" });
		const told = await world.send("POST", path, { ...update, nextUpdateInSeconds: 600 });
		const dueMs = Date.parse(told.body.nextStakeholderUpdateDueAt as string) - Date.now();
		expect(dueMs / 1_000).toBeGreaterThan(500);
	});
});
