import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorld, type World } from "../support/world.ts";

describe("a link for stakeholders", () => {
	let world: World;
	let incidentId: string;
	beforeAll(async () => {
		world = await startWorld({ monitor: false });
		incidentId = (await world.declare({ title: "Payments fail", severity: "P1" })).id;
	});
	afterAll(() => world.stop());

	const path = () => `/api/v1/incidents/${incidentId}/stakeholder-links`;
	const api = (method: string, address: string, body?: object, headers?: Record<string, string>) =>
		world.instance.api(method, address, body, headers);
	const made = async () => {
		const { status, body } = await api("POST", path(), { expiresInSeconds: 3_600 });
		expect(status).toBe(201);
		return body as { id: string; url: string };
	};
	const tokenOf = (url: string) => new URL(url).hash.slice("#t=".length);
	const open = (token: string, address = "/api/v1/stakeholder-view", method = "GET") =>
		api(method, address, undefined, { authorization: `Bearer ${token}` });

	it("shows how it stands and what was told, and no note", async () => {
		const token = tokenOf((await made()).url);
		await api("POST", `/api/v1/incidents/${incidentId}/notes`, { text: "CANARY" });
		const update = { audience: "stakeholders", status: "identified", message: "A card network is down." };
		await api("POST", `/api/v1/incidents/${incidentId}/updates`, update);
		const { status, body } = await open(token);
		expect(status).toBe(200);
		expect(body).toMatchObject({ title: "Payments fail", severity: "P1", status: "identified" });
		expect(body.updates).toMatchObject([{ audience: "stakeholders", message: "A card network is down." }]);
		expect(JSON.stringify(body)).not.toContain("CANARY");
	});

	it("opens nothing else, and no other credential opens it", async () => {
		const token = tokenOf((await made()).url);
		for (const address of [`/api/v1/incidents/${incidentId}`, path(), "/api/v1/shared-replay"])
			expect((await open(token, address)).status).toBe(401);
		expect((await open(token, `/api/v1/incidents/${incidentId}/notes`, "POST")).status).toBe(401);
		expect((await api("GET", "/api/v1/stakeholder-view")).status).toBe(401);
	});

	it("ends when it is revoked, and when it expires", async () => {
		const [revoked, expired] = [await made(), await made()];
		expect((await api("DELETE", `${path()}/${revoked.id}`)).status).toBe(204);
		expect((await open(tokenOf(revoked.url))).status).toBe(401);
		const db = await world.instance.database();
		const set = db.prepare("UPDATE stakeholder_links SET expires_at = ? WHERE id = ?");
		await set.bind(Date.now() - 1, expired.id).run();
		expect((await open(tokenOf(expired.url))).status).toBe(401);
	});
});
