import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Instance, startInstance } from "../support/instance.ts";
import { makeShop, nowhere, type Shop } from "../support/shop.ts";

let instance: Instance;
let shop: Shop;
beforeAll(async () => {
	instance = await startInstance();
	shop = await makeShop(instance);
});
afterAll(async () => instance?.stop());

const USER = { name: "Chidi", email: "chidi@shop.example" };
const USERS = "/api/v1/users";

/** Every answer that is not 2xx is a problem document, and tells nothing of what is behind it. */
async function refused(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
	const answer = await instance.api(method, path, body, headers);
	expect(answer.status, JSON.stringify(answer.body)).toBeGreaterThanOrEqual(400);
	expect(answer.headers.get("content-type")).toBe("application/problem+json");
	expect(answer.body).toMatchObject({
		type: expect.stringMatching(/^https:\/\/\S+\/problems\/[a-z-]+$/),
		title: expect.any(String),
		status: answer.status,
		detail: expect.any(String),
		requestId: answer.headers.get("x-request-id"),
	});
	expect(JSON.stringify(answer.body)).not.toMatch(/SQLITE|D1_|SELECT|node_modules|\.ts:\d|at [\w.]+ \(/);
	return {
		status: answer.status,
		slug: answer.body.type.split("/").at(-1),
		pointers: (answer.body.errors ?? []).map((error: { pointer: string }) => error.pointer),
		answer,
	};
}

const nested = (depth: number) => `{"name":${"[".repeat(depth)}${"]".repeat(depth)}}`;
const manyKeys = `{${Array.from({ length: 1_001 }, (_, i) => `"k${i}":1`).join(",")}}`;

describe("a body that is not what it says", () => {
	it.each([
		["broken JSON", '{"name":', 400, "malformed-json"],
		["a trailing comma", '{"name":"Chidi",}', 400, "malformed-json"],
		["NaN", '{"name":NaN}', 400, "malformed-json"],
		["a byte order mark and rubbish", "\ufeffrubbish", 400, "malformed-json"],
		["a key that stands twice", '{"name":"Chidi","name":"Bo"}', 400, "malformed-json"],
		["the same key spelt twice", '{"name":"Chidi","n\\u0061me":"Bo"}', 400, "malformed-json"],
		["half a surrogate pair", '{"name":"\\ud800","email":"c@shop.example"}', 400, "malformed-json"],
		["33 levels", nested(33), 413, "too-large"],
		["5,000 levels", nested(5_000), 413, "too-large"],
		["1,001 keys", manyKeys, 413, "too-large"],
		["a text of 65 KB", JSON.stringify({ ...USER, name: "x".repeat(66_000) }), 413, "too-large"],
		["more than 512 KB", JSON.stringify({ ...USER, note: "x ".repeat(300_000) }), 413, "too-large"],
		["a list", "[]", 422, "validation"],
		["a number", "17", 422, "validation"],
		["null", "null", 422, "validation"],
	])("refuses %s", async (_what, body, status, slug) => {
		expect(await refused("POST", USERS, body)).toMatchObject({ status, slug });
	});

	it("stops reading a body of unknown length at the limit", async () => {
		const headers = { authorization: `Bearer ${instance.adminToken}`, "content-type": "application/json" };
		const sending = request(instance.url + USERS, { method: "POST", headers });
		const status = new Promise((resolve, reject) => {
			sending.on("response", (answer) => resolve(answer.statusCode));
			// Whoever goes on sending after the refusal may find the line closed; the answer came before that.
			sending.on("error", () => setTimeout(reject, 1_000, new Error("no answer")));
		});
		const chunk = "x".repeat(64 * 1_024);
		for (let sent = 0; sent < 64 && !sending.destroyed; sent++) sending.write(chunk);
		expect(await status).toBe(413);
		sending.destroy();
	});

	it.each([
		["plain text", { "content-type": "text/plain" }],
		["a form", { "content-type": "application/x-www-form-urlencoded" }],
		["multipart", { "content-type": "multipart/form-data; boundary=x" }],
		["no type", { "content-type": "" }],
		["something that only begins like JSON", { "content-type": "application/json5" }],
	])("refuses %s with 415", async (_what, headers) => {
		expect(await refused("POST", USERS, JSON.stringify(USER), headers)).toMatchObject({
			status: 415,
			slug: "unsupported-media-type",
		});
	});

	it("does not unpack a compressed body", async () => {
		const answer = await fetch(instance.url + USERS, {
			method: "POST",
			headers: {
				authorization: `Bearer ${instance.adminToken}`,
				"content-type": "application/json",
				"content-encoding": "gzip",
			},
			body: gzipSync("0".repeat(50_000_000)),
		});
		expect([413, 415]).toContain(answer.status);
	});
});

describe("fields that are not right", () => {
	const monitor = (fields: object) => ({
		name: "Checkout answers",
		serviceId: shop.serviceId,
		kind: "http",
		target: "https://checkout.example.com/",
		...fields,
	});
	const schedule = (fields: object) => ({ name: "Nights", timeZone: "UTC", layers: [], ...fields });
	const layer = (fields: object) => ({
		userIds: [shop.anaId],
		rotation: { unit: "day", length: 1, startsAt: "2026-01-05T09:00" },
		...fields,
	});
	const service = () => ({ name: "Nights", escalationPolicyId: shop.policyId });
	const hours = (fields: object) => ({
		timeZone: "UTC",
		windows: [{ days: [1], from: "09:00", to: "17:00", ...fields }],
	});
	const only = (when: object) => ({
		...{ targets: [{ kind: "user", id: shop.anaId }], escalateAfterSeconds: 1, when },
	});
	const policy = (fields: object) => ({
		name: "Nobody sleeps",
		levels: [{ targets: [{ kind: "user", id: shop.anaId }], escalateAfterSeconds: 1 }],
		...fields,
	});

	it.each<[string, string, () => object, string]>([
		["an unknown field", "users", () => ({ ...USER, admin: true }), "/admin"],
		["a field that only we set", "users", () => ({ ...USER, id: nowhere("usr") }), "/id"],
		[
			"__proto__",
			"users",
			() => JSON.parse('{"name":"C","email":"c@d.example","__proto__":{"role":"admin"}}'),
			"/__proto__",
		],
		["a blank name", "users", () => ({ ...USER, name: " \t " }), "/name"],
		["a NUL in a name", "users", () => ({ ...USER, name: "Chi\u0000di" }), "/name"],
		[
			"a name of 100,000 combining marks",
			"users",
			() => ({ ...USER, name: `e${"\u0301".repeat(30_000)}` }),
			"/name",
		],
		["no e-mail address", "users", () => ({ ...USER, email: "chidi" }), "/email"],
		[
			"a line break in an e-mail address",
			"users",
			() => ({ ...USER, email: "c@d.example\r\nBcc: x@y.example" }),
			"/email",
		],
		["an unknown role", "users", () => ({ ...USER, role: "root" }), "/role"],
		["F53: a zone on Mars", "users", () => ({ ...USER, timeZone: "Mars/Olympus" }), "/timeZone"],
		["an offset for a zone", "users", () => ({ ...USER, timeZone: "+99:99" }), "/timeZone"],
		["an offset that exists for a zone", "users", () => ({ ...USER, timeZone: "+01:00" }), "/timeZone"],
		[
			"a contact method that is not there",
			"users",
			() => ({ ...USER, notificationRules: { high: [{ method: nowhere("cm"), delaySeconds: 0 }], low: [] } }),
			"/notificationRules/high/0/method",
		],
		[
			"a rule for pigeons",
			"users",
			() => ({ ...USER, notificationRules: { high: [{ method: "pigeon", delaySeconds: 0 }], low: [] } }),
			"/notificationRules/high/0/method",
		],
		[
			"a member who is not there",
			"teams",
			() => ({ name: "Ghosts", memberIds: [shop.anaId, nowhere("usr")] }),
			"/memberIds/1",
		],
		["a member who is a team", "teams", () => ({ name: "Teams", memberIds: [shop.teamId] }), "/memberIds/0"],
		[
			"the same member twice",
			"teams",
			() => ({ name: "Twins", memberIds: [shop.anaId, shop.anaId] }),
			"/memberIds",
		],
		[
			"an eighth day",
			"teams",
			() => ({ name: "T", businessHours: { timeZone: "UTC", days: [8], from: "09:00", to: "17:00" } }),
			"/businessHours/days/0",
		],
		[
			"a 25th hour",
			"teams",
			() => ({ name: "T", businessHours: { timeZone: "UTC", days: [1], from: "25:00", to: "17:00" } }),
			"/businessHours/from",
		],
		[
			"a level at no certain hours",
			"escalation-policies",
			() => policy({ levels: [only({})] }),
			"/levels/0/when",
		],
		[
			"a level for no severity",
			"escalation-policies",
			() => policy({ levels: [only({ severities: [] })] }),
			"/levels/0/when/severities",
		],
		[
			"a level at a 25th hour",
			"escalation-policies",
			() => policy({ levels: [only({ hours: hours({ to: "25:00" }) })] }),
			"/levels/0/when/hours/windows/0/to",
		],
		[
			"support hours on no day",
			"services",
			() => ({ ...service(), supportHours: hours({ days: [] }) }),
			"/supportHours/windows/0/days",
		],
		[
			"support hours in no zone",
			"services",
			() => ({ ...service(), supportHours: { ...hours({}), timeZone: "Berlin" } }),
			"/supportHours/timeZone",
		],
		[
			"support hours without a window",
			"services",
			() => ({ ...service(), supportHours: { timeZone: "UTC", windows: [] } }),
			"/supportHours/windows",
		],
		[
			"a rotation of zero length",
			"schedules",
			() =>
				schedule({ layers: [layer({ rotation: { unit: "day", length: 0, startsAt: "2026-01-05T09:00" } })] }),
			"/layers/0/rotation/length",
		],
		[
			"a rotation by the year",
			"schedules",
			() =>
				schedule({
					layers: [layer({ rotation: { unit: "year", length: 1, startsAt: "2026-01-05T09:00" } })],
				}),
			"/layers/0/rotation/unit",
		],
		[
			"the 30th of February",
			"schedules",
			() =>
				schedule({ layers: [layer({ rotation: { unit: "day", length: 1, startsAt: "2026-02-30T09:00" } })] }),
			"/layers/0/rotation/startsAt",
		],
		[
			"a rotation that starts at an instant",
			"schedules",
			() =>
				schedule({
					layers: [layer({ rotation: { unit: "day", length: 1, startsAt: "2026-01-05T09:00:00.000Z" } })],
				}),
			"/layers/0/rotation/startsAt",
		],
		["a policy without levels", "escalation-policies", () => policy({ levels: [] }), "/levels"],
		["ten repeats", "escalation-policies", () => policy({ repeat: 10 }), "/repeat"],
		[
			"a level that waits for nothing",
			"escalation-policies",
			() => policy({ levels: [{ targets: [{ kind: "user", id: shop.anaId }], escalateAfterSeconds: 0 }] }),
			"/levels/0/escalateAfterSeconds",
		],
		[
			"a target of the wrong kind",
			"escalation-policies",
			() =>
				policy({ levels: [{ targets: [{ kind: "schedule", id: shop.anaId }], escalateAfterSeconds: 1 }] }),
			"/levels/0/targets/0/id",
		],
		[
			"a target that is not there",
			"escalation-policies",
			() =>
				policy({ levels: [{ targets: [{ kind: "webhook", id: nowhere("wh") }], escalateAfterSeconds: 1 }] }),
			"/levels/0/targets/0/id",
		],
		[
			"a policy that is not there",
			"services",
			() => ({ name: "Search", escalationPolicyId: nowhere("pol") }),
			"/escalationPolicyId",
		],
		[
			"a severity that is not there",
			"services",
			() => ({ name: "Search", escalationPolicyId: shop.policyId, defaultSeverity: "P0" }),
			"/defaultSeverity",
		],
		[
			"a link that runs",
			"services",
			() => ({
				name: "Search",
				escalationPolicyId: shop.policyId,
				links: [{ label: "x", url: "javascript:alert(1)" }],
			}),
			"/links/0/url",
		],
		["more quorum than regions", "monitors", () => monitor({ regions: ["weur"], quorum: 2 }), "/quorum"],
		["a region twice", "monitors", () => monitor({ regions: ["weur", "weur"] }), "/regions"],
		["an interval of 9 s", "monitors", () => monitor({ intervalSeconds: 9 }), "/intervalSeconds"],
		["half a second", "monitors", () => monitor({ timeoutSeconds: 0.5 }), "/timeoutSeconds"],
		["a target without a scheme", "monitors", () => monitor({ target: "checkout.example.com" }), "/target"],
		["a target that is a file", "monitors", () => monitor({ target: "file:///etc/passwd" }), "/target"],
		[
			"a TCP target without a port",
			"monitors",
			() => monitor({ kind: "tcp", target: "checkout.example.com" }),
			"/target",
		],
		[
			"a pattern that looks behind",
			"monitors",
			() => monitor({ expect: { bodyMatches: "(?<=a)b" } }),
			"/expect/bodyMatches",
		],
		[
			"a pattern that is none",
			"monitors",
			() => monitor({ expect: { bodyMatches: "(" } }),
			"/expect/bodyMatches",
		],
		[
			"a line break in a header",
			"monitors",
			() => monitor({ request: { headers: { "x-a": "b\r\nHost: evil" } } }),
			"/request/headers/x-a",
		],
		[
			"a Host header",
			"monitors",
			() => monitor({ request: { headers: { Host: "evil.example" } } }),
			"/request/headers/Host",
		],
		["a GET with a body", "monitors", () => monitor({ request: { body: "x" } }), "/request/body"],
		[
			"an event that nobody sends",
			"webhooks",
			() => ({ url: "https://hooks.example.com/", events: ["incident.eaten"] }),
			"/events/0",
		],
		[
			"a token that expires in the year 9999999",
			"tokens",
			() => ({ name: "T", role: "admin", expiresAt: "9999999-01-01T00:00:00Z" }),
			"/expiresAt",
		],
		[
			"a token of the year 0",
			"tokens",
			() => ({ name: "T", role: "admin", expiresAt: "0000-01-01T00:00:00Z" }),
			"/expiresAt",
		],
		["a severity policy of three", "severity-policy", () => ({ items: [] }), "/items"],
	])("refuses %s", async (_what, resource, body, pointer) => {
		const method = resource === "severity-policy" ? "PUT" : "POST";
		const outcome = await refused(method, `/api/v1/${resource}`, body());
		expect(outcome).toMatchObject({ status: 422, slug: "validation" });
		expect(outcome.pointers).toContain(pointer);
	});

	it("F54: refuses an override of zero length", async () => {
		const at = "2027-01-01T00:00:00.000Z";
		const path = `/api/v1/schedules/${shop.scheduleId}/overrides`;
		const outcome = await refused("POST", path, { startsAt: at, endsAt: at, userId: shop.anaId });
		expect(outcome).toMatchObject({ status: 422, pointers: ["/endsAt"] });
	});

	it("refuses a service that depends on itself", async () => {
		const body = { dependsOn: [shop.serviceId] };
		const outcome = await refused("PATCH", `/api/v1/services/${shop.serviceId}`, body);
		expect(outcome).toMatchObject({ status: 422, pointers: ["/dependsOn"] });
	});

	it("says a blocked target apart from a wrong one", async () => {
		for (const target of ["http://127.0.0.1/", "http://169.254.169.254/latest", "http://shop.internal/"]) {
			const outcome = await refused("POST", "/api/v1/monitors", monitor({ target }));
			expect(outcome).toMatchObject({ status: 422, slug: "target-blocked", pointers: ["/target"] });
			expect(outcome.answer.body.errors[0].code).toBe("target-blocked");
		}
		const webhook = await refused("POST", "/api/v1/webhooks", { url: "https://localhost/" });
		expect(webhook).toMatchObject({ status: 422, slug: "target-blocked" });
	});

	it("leaves no trace of what it refused", async () => {
		const users = await instance.api("GET", USERS);
		expect(users.body.items.map((user: { name: string }) => user.name)).toEqual(["Ana", "Bo"]);
		const probe: Record<string, unknown> = {};
		expect(probe.role).toBeUndefined();
	});
});

describe("a push subscription that cannot be", () => {
	const keys = {
		p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
		auth: "BTBZMqHH6r4Tts7J_aSIgg",
	};
	const endpoint = "https://updates.push.services.mozilla.com/wpush/v2/abc";
	it.each([
		[
			"an endpoint of nobody we know",
			{ endpoint: "https://push.example.com/abc", keys },
			"/subscription/endpoint",
		],
		["an endpoint in clear", { endpoint: endpoint.replace("https", "http"), keys }, "/subscription/endpoint"],
		["an endpoint at home", { endpoint: "https://127.0.0.1/push", keys }, "/subscription/endpoint"],
		["a key that is too short", { endpoint, keys: { ...keys, p256dh: "BCVx" } }, "/subscription/keys/p256dh"],
		[
			"a key that is no point",
			{ endpoint, keys: { ...keys, p256dh: `B${"A".repeat(86)}` } },
			"/subscription/keys/p256dh",
		],
		[
			"a secret of 15 bytes",
			{ endpoint, keys: { ...keys, auth: "BTBZMqHH6r4Tts7J_aSI" } },
			"/subscription/keys/auth",
		],
		["no keys", { endpoint }, "/subscription/keys"],
	])("refuses %s", async (_what, subscription, pointer) => {
		const path = `${USERS}/${shop.anaId}/contact-methods`;
		const outcome = await refused("POST", path, { kind: "push", subscription });
		expect(outcome.status).toBe(422);
		expect(outcome.pointers).toContain(pointer);
	});
});

describe("an address that leads nowhere", () => {
	it.each([
		["an id that is none", "GET", "/api/v1/users/17"],
		["an id of another kind", "GET", `/api/v1/users/${nowhere("team")}`],
		["an id in lower case", "GET", `/api/v1/users/${nowhere("usr").toLowerCase()}`],
		["an id that nobody has", "GET", `/api/v1/users/${nowhere("usr")}`],
		["an id that nobody has, to delete", "DELETE", `/api/v1/users/${nowhere("usr")}`],
		["a way up", "GET", "/api/v1/users/..%2f..%2fetc"],
		["a NUL", "GET", "/api/v1/users/%00"],
		["broken escapes", "GET", "/api/v1/users/%E0%A4%A"],
		["8 KB", "GET", `/api/v1/users/usr_${"0".repeat(8_000)}`],
		["quotes", "GET", "/api/v1/users/'%20OR%201=1--"],
		["an unknown resource", "GET", "/api/v1/wishes"],
		["an unknown incident", "GET", `/api/v1/incidents/${nowhere("inc")}`],
		["the timeline of an unknown incident", "GET", `/api/v1/incidents/${nowhere("inc")}/timeline`],
		["the methods of an unknown user", "GET", `/api/v1/users/${nowhere("usr")}/contact-methods`],
		["the overrides of an unknown schedule", "GET", `/api/v1/schedules/${nowhere("sch")}/overrides`],
		["the integrations of an unknown service", "GET", `/api/v1/services/${nowhere("svc")}/integrations`],
		["the checks of an unknown monitor", "GET", `/api/v1/monitors/${nowhere("mon")}/checks`],
	])("answers 404 to %s", async (_what, method, path) => {
		expect(await refused(method, path)).toMatchObject({ status: 404, slug: "not-found" });
	});

	it("answers 404 to somebody else's child", async () => {
		const made = await instance.api("POST", `${USERS}/${shop.anaId}/contact-methods`, {
			kind: "webhook",
			url: "https://hooks.example.com/ana",
		});
		const path = `${USERS}/${shop.boId}/contact-methods/${made.body.id}`;
		for (const method of ["GET", "PATCH", "DELETE"]) {
			const body = method === "PATCH" ? { name: "mine" } : undefined;
			expect(await refused(method, path, body)).toMatchObject({ status: 404 });
		}
	});

	it.each([
		["PUT", USERS, "HEAD, GET, POST"],
		["DELETE", USERS, "HEAD, GET, POST"],
		["POST", "/api/v1/severity-policy", "HEAD, GET, PUT"],
		["POST", "/healthz", "HEAD, GET"],
	])("says what it takes instead of %s %s", async (method, path, allow) => {
		const outcome = await refused(method, path, method === "DELETE" ? undefined : {});
		expect(outcome).toMatchObject({ status: 405, slug: "method-not-allowed" });
		expect(outcome.answer.headers.get("allow")).toBe(allow);
	});

	it("is not fooled by a method in a header", async () => {
		const override = { "x-http-method-override": "DELETE", "x-method-override": "DELETE" };
		await instance.api("POST", USERS, USER, override);
		const ana = await instance.api("GET", `${USERS}/${shop.anaId}`, undefined, override);
		expect(ana.status).toBe(200);
	});
});

describe("a question that is not right", () => {
	it.each([
		["limit=0"],
		["limit=201"],
		["limit=-1"],
		["limit=1e3"],
		["limit=NaN"],
		["limit="],
		["limit=10&limit=20"],
		["cursor=abc"],
		["cursor=%FF%FE"],
		["cursor=eyJpZCI6InVzcl8wMSJ9"],
		["wanted=everything"],
		["__proto__=x"],
	])("refuses ?%s", async (query) => {
		expect(await refused("GET", `${USERS}?${query}`)).toMatchObject({ status: 422, slug: "validation" });
	});

	it.each([
		["/api/v1/on-call?at=yesterday"],
		["/api/v1/on-call?at=2026-13-01T00:00:00Z"],
		["/api/v1/incidents?state=broken"],
		["/api/v1/incidents?state=triggered&state=resolved"],
	])("refuses %s", async (path) => {
		expect(await refused("GET", path)).toMatchObject({ status: 422 });
	});

	it("refuses a span that ends before it begins", async () => {
		const path = `/api/v1/schedules/${shop.scheduleId}/shifts`;
		const span = "?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z";
		expect(await refused("GET", path + span)).toMatchObject({ status: 422, pointers: ["?to"] });
		expect(await refused("GET", path)).toMatchObject({ status: 422, pointers: ["?from", "?to"] });
	});
});

it("stores what looks like code as what it is: text", async () => {
	const names = [
		"'; DROP TABLE users; --",
		"<script>alert(1)</script>",
		"\u202egnihton",
		"a\u200bb",
		"%s%n{{7*7}}",
	];
	for (const name of names) {
		const made = await instance.api("POST", USERS, { ...USER, name });
		expect(made.status).toBe(201);
		const read = await instance.api("GET", `${USERS}/${made.body.id}`);
		expect(read.body.name).toBe(name);
		expect((await instance.api("DELETE", `${USERS}/${made.body.id}`)).status).toBe(204);
	}
});
