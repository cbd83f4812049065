import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorld, type World } from "../support/world.ts";

describe("a link to a replay", () => {
	let world: World;
	let incidentId: string;
	beforeAll(async () => {
		world = await startWorld({ monitor: false });
		incidentId = (await world.declare({ title: "Payments fail, ask ana@shop.example" })).id;
		await world.people.ana.phone.waitForPage();
	});
	afterAll(() => world.stop());

	const path = () => `/api/v1/incidents/${incidentId}/replay-links`;
	const api = (method: string, address: string, body?: object, headers?: Record<string, string>) =>
		world.instance.api(method, address, body, headers);
	const share = async (headers?: Record<string, string>) => {
		const { status, body } = await api("POST", path(), { expiresInSeconds: 3_600 }, headers);
		expect(status).toBe(201);
		return body as { id: string; url: string | null; expiresAt: string };
	};
	const tokenOf = (url: string | null) => new URL(url ?? "").hash.slice("#t=".length);
	const open = (token: string, method = "GET", address = "/api/v1/shared-replay") =>
		api(method, address, undefined, { authorization: `Bearer ${token}` });

	it("shows the timeline to whoever has it, and nobody's address", async () => {
		const link = await share();
		expect(new URL(link.url ?? "").search).toBe("");
		const { status, body } = await open(tokenOf(link.url));
		expect(status).toBe(200);
		expect(body.expiresAt).toBe(link.expiresAt);
		const types = body.events.map(({ type }: { type: string }) => type);
		expect(types).toEqual(expect.arrayContaining(["triggered", "page_queued", "page_attempted"]));
		expect(body.nextPages.length).toBeGreaterThan(0);
		const text = JSON.stringify(body);
		const { ana } = world.people;
		for (const secret of [ana.id, ana.methodId, ana.phone.subscription.endpoint, "ana@shop.example"])
			expect(text).not.toContain(secret);
		expect(text).toContain("Payments fail, ask [email]");
	});

	it("opens nothing else, changes nothing, and no other credential opens it", async () => {
		const token = tokenOf((await share()).url);
		for (const address of [`/api/v1/incidents/${incidentId}`, "/api/v1/incidents", path()])
			expect((await open(token, "GET", address)).status).toBe(401);
		expect((await open(token, "PUT", `/api/v1/incidents/${incidentId}/acknowledgement`)).status).toBe(401);
		expect((await open(token, "DELETE")).status).toBe(405);
		expect(
			(await api("GET", `/api/v1/shared-replay?t=${token}`, undefined, { authorization: "" })).status,
		).toBe(401);
		expect((await api("GET", "/api/v1/shared-replay")).status).toBe(401);
	});

	it("is refused in any other spelling", async () => {
		const token = tokenOf((await share()).url);
		const last = token.at(-1) === "A" ? "B" : "A";
		const wrong = [
			token.slice(0, -1),
			token.slice(0, -1) + last,
			`${token}=`,
			token.toUpperCase(),
			"replay_",
		];
		for (const one of wrong) expect((await open(one)).status).toBe(401);
		expect((await open(token)).status).toBe(200);
	});

	it("ends when it is revoked, and when it expires", async () => {
		const [revoked, expired] = [await share(), await share()];
		expect((await api("DELETE", `${path()}/${revoked.id}`)).status).toBe(204);
		expect((await api("DELETE", `${path()}/${revoked.id}`)).status).toBe(404);
		expect((await open(tokenOf(revoked.url))).status).toBe(401);
		const db = await world.instance.database();
		const set = db.prepare("UPDATE replay_links SET expires_at = ? WHERE id = ?");
		await set.bind(Date.now() - 1, expired.id).run();
		expect((await open(tokenOf(expired.url))).status).toBe(401);
		const listed = (await api("GET", path())).body.items.map(({ id }: { id: string }) => id);
		expect(listed).not.toContain(revoked.id);
		expect(listed).not.toContain(expired.id);
		expect(listed.length).toBeGreaterThan(0);
		await world.instance.fireCron();
	});

	it("stands in the audit log when it is made and when it is revoked, without its secret", async () => {
		const link = await share();
		await api("DELETE", `${path()}/${link.id}`);
		const { body } = await api("GET", "/api/v1/audit-log?limit=200");
		const own = body.items.filter(({ target }: { target: { id: string } }) => target.id === link.id);
		expect(own.map(({ action }: { action: string }) => action).sort()).toEqual([
			"replayLink.created",
			"replayLink.deleted",
		]);
		expect(JSON.stringify(own)).not.toContain(tokenOf(link.url));
	});

	it("is made once, however often it is asked for with the same key", async () => {
		const key = { "idempotency-key": "share-once" };
		const [first, again] = [await share(key), await share(key)];
		expect(again).toEqual({ ...first, url: null });
		const other = await api("POST", path(), { expiresInSeconds: 7_200 }, key);
		expect(other.status).toBe(422);
	});

	it.each([3_599, 2_592_001, 3_600.5, "3600", null])(
		"lives an hour to 30 days, not %s s",
		async (seconds) => {
			const { status, body } = await api("POST", path(), { expiresInSeconds: seconds });
			expect(status).toBe(422);
			expect(body.errors[0].pointer).toBe("/expiresInSeconds");
		},
	);

	it("is read at most 30 times a minute", async () => {
		const token = tokenOf((await share()).url);
		const statuses: number[] = [];
		// A minute may turn in between: then the count begins anew, once.
		for (let i = 0; i < 62; i++) statuses.push((await open(token)).status);
		expect(statuses.slice(0, 30).every((status) => status === 200)).toBe(true);
		expect(statuses).toContain(429);
	});
});
