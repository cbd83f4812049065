import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ENDPOINTS } from "../../worker/endpoints.ts";
import type { Endpoint } from "../../worker/platform/contract/endpoint.ts";
import { type Instance, startInstance } from "../support/instance.ts";
import { signIn } from "../support/session.ts";
import { make, makeShop, nowhere } from "../support/shop.ts";

const ROLES = ["observer", "responder", "admin"] as const;
type Role = (typeof ROLES)[number];

let instance: Instance;
const secrets = {} as Record<Role, string>;
beforeAll(async () => {
	instance = await startInstance();
	await makeShop(instance);
	for (const role of ROLES) {
		secrets[role] = (await make(instance, "/api/v1/tokens", { name: `The ${role}`, role })).secret;
	}
});
afterAll(async () => instance?.stop());

const PREFIXES: Record<string, string> = {
	user: "usr",
	contactMethod: "cm",
	team: "team",
	schedule: "sch",
	override: "ovr",
	policy: "pol",
	service: "svc",
	integration: "int",
	monitor: "mon",
	incident: "inc",
	component: "cmp",
	webhook: "wh",
	token: "tok",
	actionItem: "act",
	replayLink: "rpl",
	stakeholderLink: "stk",
};

/** The endpoint's address with identifiers that nothing has: allowed calls end in 404 or 422 and change nothing. */
function pathOf(endpoint: Endpoint): string {
	const ids: Record<string, string> = endpoint.ids;
	return endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name) => nowhere(PREFIXES[ids[name] ?? ""] ?? "x"));
}

async function statusOf(endpoint: Endpoint, authorization: string | null): Promise<number> {
	const answer = await fetch(instance.url + pathOf(endpoint), {
		method: endpoint.method.toUpperCase(),
		headers: {
			...(authorization === null ? {} : { authorization }),
			...(["get", "delete"].includes(endpoint.method) ? {} : { "content-type": "application/json" }),
		},
		...(["get", "delete"].includes(endpoint.method) ? {} : { body: '{"nonsense":true}' }),
	});
	await answer.arrayBuffer();
	return answer.status;
}

/** Every call and every kind of caller: authorization.test.ts. */
describe("I27: who may call what", () => {
	it.each([["/api/v1/push/public-key"], ["/api/v1/openapi.json"]])("%s: for anybody", async (path) => {
		expect((await instance.api("GET", path, undefined, { authorization: "" })).status).toBe(200);
	});

	it("lets a stranger come in only with what proves who they are", async () => {
		const doors = ENDPOINTS.filter(({ role, method }) => role === "anyone" && method === "post");
		for (const door of doors) expect([401, 403, 404, 422], door.path).toContain(await statusOf(door, null));
	});

	it("keeps a person's contact methods from tokens that are no admin's", async () => {
		const { items } = (await instance.api("GET", "/api/v1/users")).body;
		const path = `/api/v1/users/${items[0].id}/contact-methods`;
		const webhook = { kind: "webhook", url: "https://hooks.example.com/" };
		for (const role of ["observer", "responder"] as const) {
			const headers = { authorization: `Bearer ${secrets[role]}` };
			expect((await instance.api("POST", path, webhook, headers)).status).toBe(403);
			expect((await instance.api("GET", path, undefined, headers)).status).toBe(403);
		}
		expect((await instance.api("GET", path)).body.items).toEqual([]);
	});

	it("tells a stranger nothing but to log in, whatever the address", async () => {
		for (const path of ["/api/v1/wishes", "/api/v1/users/17", `/api/v1/incidents/${nowhere("inc")}`]) {
			const answer = await instance.api("GET", path, undefined, { authorization: "" });
			expect(answer.status).toBe(401);
			expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
			expect(answer.body.type).toMatch(/\/unauthenticated$/);
		}
	});
});

describe("an API token", () => {
	const call = (secret: string, method = "GET", path = "/api/v1/teams", body?: object) =>
		instance.api(method, path, body, { authorization: `Bearer ${secret}` });

	it("is dead as soon as it is deleted, demoted or expired", async () => {
		const token = await make(instance, "/api/v1/tokens", { name: "Short", role: "admin" });
		const path = `/api/v1/tokens/${token.id}`;
		expect((await call(token.secret, "POST", "/api/v1/teams", { name: "T" })).status).toBe(201);
		await instance.api("PATCH", path, { role: "observer" });
		expect((await call(token.secret, "POST", "/api/v1/teams", { name: "T" })).status).toBe(403);
		await instance.api("PATCH", path, { expiresAt: new Date(Date.now() - 1_000).toISOString() });
		expect((await call(token.secret)).status).toBe(401);
		await instance.api("PATCH", path, { expiresAt: null });
		expect((await call(token.secret)).status).toBe(200);
		await instance.api("DELETE", path);
		expect((await call(token.secret)).status).toBe(401);
	});

	it("signs what it does with its name", async () => {
		const token = await make(instance, "/api/v1/tokens", { name: "Terraform", role: "admin" });
		const team = await call(token.secret, "POST", "/api/v1/teams", { name: "By Terraform" });
		const log = await instance.api("GET", `/api/v1/audit-log?targetId=${team.body.id}`);
		expect(log.body.items[0].actor).toEqual({ kind: "token", id: token.id, name: "Terraform" });
		const its = await instance.api("GET", `/api/v1/audit-log?actorId=${token.id}`);
		expect(its.body.items.map((entry: { id: string }) => entry.id)).toEqual([log.body.items[0].id]);
	});

	it("is kept by its hash alone", async () => {
		const database = await instance.database();
		const rows = JSON.stringify(await database.prepare("SELECT * FROM tokens").all());
		expect(rows).toContain("The admin");
		for (const secret of Object.values(secrets)) expect(rows).not.toContain(secret);
	});
});

describe("a person who is signed in", () => {
	it("may not leave the organisation without an admin", async () => {
		const users = (await instance.api("GET", "/api/v1/users")).body.items;
		const find = (name: string) => users.find((user: { name: string }) => user.name === name).id;
		const ana = `/api/v1/users/${find("Ana")}`;
		const browser = await signIn(instance, find("Ana"));
		expect((await instance.api("DELETE", ana, undefined, browser)).body.type).toMatch(/\/conflict$/);
		expect((await instance.api("PATCH", ana, { role: "responder" }, browser)).status).toBe(409);
		expect((await instance.api("PATCH", ana, { timeZone: "Europe/Berlin" }, browser)).status).toBe(200);
		await instance.api("PATCH", `/api/v1/users/${find("Bo")}`, { role: "admin" });
		expect((await instance.api("PATCH", ana, { role: "responder" }, browser)).status).toBe(200);
		expect((await instance.api("PATCH", ana, { role: "admin" }, browser)).status).toBe(403);
	});
});

it("answers what a browser must not keep, frame or guess", async () => {
	const answer = await instance.api("GET", "/api/v1/users");
	expect(Object.fromEntries(answer.headers)).toMatchObject({
		"cache-control": "no-store",
		"x-content-type-options": "nosniff",
		"referrer-policy": "no-referrer",
		"content-security-policy": "default-src 'none'; frame-ancestors 'none'",
		// Of this host, and of no other below it: those may be served by somebody else, and without TLS.
		"strict-transport-security": "max-age=63072000",
		"x-request-id": expect.stringMatching(/^req_/),
	});
	expect(answer.headers.get("access-control-allow-origin")).toBeNull();
	const named = await instance.api("GET", "/api/v1/users", undefined, { "x-request-id": "mine-1" });
	expect(named.headers.get("x-request-id")).toBe("mine-1");
	const rude = await instance.api("GET", "/api/v1/users", undefined, { "x-request-id": 'a b"c' });
	expect(rude.headers.get("x-request-id")).toMatch(/^req_/);
});
