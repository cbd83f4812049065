/** A setting of a check is obeyed or refused, with what is possible instead. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServiceWorld, startServiceWorld } from "../support/service-world.ts";
import { startTarget } from "../support/target.ts";

let world: ServiceWorld;

beforeAll(async () => {
	world = await startServiceWorld();
});
afterAll(() => world?.stop());

const URL = "https://checkout.example.com/";
const http = (fields: object) => ({ kind: "http", target: URL, paused: true, ...fields });
const tcp = (fields: object) => ({ kind: "tcp", target: "mail.example.com:25", paused: true, ...fields });
const ws = (fields: object) => ({
	kind: "websocket",
	target: "wss://live.example.com/feed",
	paused: true,
	...fields,
});
const dns = (fields: object) => ({ kind: "dns", target: "shop.example.com", paused: true, ...fields });
const tls = (fields: object) => ({ kind: "tls", target: "mail.example.com:993", paused: true, ...fields });
const heartbeat = (fields: object) => ({ kind: "heartbeat", graceSeconds: 60, ...fields });
const at = (cron: string, timeZone = "UTC") => heartbeat({ schedule: { cron, timeZone } });
const json = (rule: object) => http({ expect: { json: [rule] } });

/** The pointers and messages of a refused monitor; none when it was taken. */
async function refusals(monitor: object): Promise<[string, string][]> {
	const { status, body } = await world.send("POST", "/api/v1/monitors", {
		name: "Checkout",
		serviceId: world.serviceId,
		...monitor,
	});
	if (status === 201) return [];
	expect(status, JSON.stringify(body)).toBe(422);
	return (body.errors as { pointer: string; message: string }[]).map((e) => [e.pointer, e.message]);
}

describe("a monitor", () => {
	it.each<[string, object, string, RegExp]>([
		["waits longer than a check may", http({ timeoutSeconds: 26 }), "/timeoutSeconds", /25/],
		[
			"looks at a certificate",
			http({ expect: { certificateDaysLeft: 14 } }),
			"/expect/certificateDaysLeft",
			/a tls monitor/,
		],
		[
			"reads the body of a HEAD",
			http({ request: { method: "HEAD" }, expect: { bodyContains: "well" } }),
			"/expect/bodyContains",
			/use GET/,
		],
		[
			"matches the body of a HEAD",
			http({ request: { method: "HEAD" }, expect: { bodyMatches: "well" } }),
			"/expect/bodyMatches",
			/use GET/,
		],
		[
			"reads the JSON of a HEAD",
			http({ request: { method: "HEAD" }, expect: { json: [{ path: "ok", op: "eq", value: true }] } }),
			"/expect/json",
			/use GET/,
		],
		[
			"reads what a 204 has to say",
			http({ expect: { status: ["204"], bodyContains: "well" } }),
			"/expect/status",
			/no body/,
		],
		[
			"expects the redirect that it follows",
			http({ expect: { status: ["301", "302"] } }),
			"/expect/status",
			/followRedirects to false/,
		],
		[
			"expects a status that ends nothing",
			http({ expect: { status: ["100-199"] } }),
			"/expect/status",
			/200 to 599/,
		],
		[
			"expects a range from behind",
			http({ expect: { status: ["299-200"] } }),
			"/expect/status/0",
			/from the lower/,
		],
		[
			"asks for a wildcard",
			json({ path: "items[*].ok", op: "eq", value: true }),
			"/expect/json/0/path",
			/path like/,
		],
		[
			"asks for every depth",
			json({ path: "$..ok", op: "eq", value: true }),
			"/expect/json/0/path",
			/path like/,
		],
		["is less than a text", json({ path: "lag", op: "lt", value: "5" }), "/expect/json/0/value", /number/],
		["is equal to nothing", json({ path: "lag", op: "eq" }), "/expect/json/0/value", /missing/],
		[
			"exists perhaps",
			json({ path: "lag", op: "exists", value: "maybe" }),
			"/expect/json/0/value",
			/true, false/,
		],
		[
			"sets a header of the connection",
			http({ request: { headers: { TE: "trailers" } } }),
			"/request/headers/TE",
			/connection/,
		],
		[
			"reads what a port says",
			tcp({ expect: { bodyContains: "220" } }),
			"/expect/bodyContains",
			/http monitor/,
		],
		[
			"sends something to a port",
			tcp({ request: { method: "POST", body: "HELO" } }),
			"/request",
			/http monitor/,
		],
		[
			"is a WebSocket at an https address",
			ws({ target: "https://live.example.com/feed" }),
			"/target",
			/wss:\/\//,
		],
		["is a WebSocket on this machine", ws({ target: "ws://127.0.0.1:9/feed" }), "/target", /public address/],
		[
			"sets a key of the handshake",
			ws({ request: { headers: { "Sec-WebSocket-Key": "x" } } }),
			"/request/headers/Sec-WebSocket-Key",
			/handshake/,
		],
		[
			"expects a status of a WebSocket",
			ws({ expect: { status: ["200"] } }),
			"/expect/status",
			/http monitor/,
		],
		["looks up an address", dns({ target: "192.0.2.1" }), "/target", /DNS name/],
		["looks up an unknown type", dns({ request: { recordType: "PTR" } }), "/request/recordType", /"SRV"/],
		[
			"expects what no such record is like",
			dns({
				request: { recordType: "MX" },
				expect: { records: { op: "any", values: ["mail.example.com"] } },
			}),
			"/expect/records/values/0",
			/such as 10 mail/,
		],
		[
			"expects nothing of its records",
			dns({ expect: { records: { op: "equals", values: [] } } }),
			"/expect/records/values",
			/./,
		],
		[
			"expects a body of a name",
			dns({ expect: { bodyContains: "x" } }),
			"/expect/bodyContains",
			/http monitor/,
		],
		[
			"looks up the records of a page",
			http({ request: { recordType: "MX" } }),
			"/request/recordType",
			/http check/,
		],
		["makes a handshake with a page", tls({ target: "https://example.com" }), "/target", /host:port/],
		["makes a handshake with this machine", tls({ target: "127.0.0.1:443" }), "/target", /public address/],
		[
			"wants a certificate that lasts for no day",
			tls({ expect: { certificateDaysLeft: 0 } }),
			"/expect/certificateDaysLeft",
			/1/,
		],
		[
			"expects a status of a handshake",
			tls({ expect: { status: ["200"] } }),
			"/expect/status",
			/http monitor/,
		],
		["looks up the records of a handshake", tls({ request: { recordType: "MX" } }), "/request", /handshake/],
		["expects a status of a port", tcp({ expect: { status: ["200"] } }), "/expect/status", /http monitor/],
		["reports in, nobody knows how often", heartbeat({}), "/intervalSeconds", /this or a schedule/],
		[
			"reports in by an interval and a schedule",
			{ ...at("0 2 * * *"), intervalSeconds: 3_600 },
			"/intervalSeconds",
			/not both/,
		],
		["reports in by four fields of cron", at("0 2 * *"), "/schedule/cron", /five fields/],
		["reports in at 25 o’clock", at("0 25 * * *"), "/schedule/cron", /cron expression/],
		["reports in on February 30", at("0 2 30 2 *"), "/schedule/cron", /never/],
		["reports in on the clocks of nowhere", at("0 2 * * *", "Mars/Olympus"), "/schedule/timeZone", /zone/],
		[
			"reports in without any grace",
			heartbeat({ intervalSeconds: 60, graceSeconds: 0 }),
			"/graceSeconds",
			/1/,
		],
		["reports in from an address", heartbeat({ intervalSeconds: 60, target: URL }), "/target", /no target/],
		[
			"reports in from a region",
			heartbeat({ intervalSeconds: 60, regions: ["weur"] }),
			"/regions",
			/reports in/,
		],
		[
			"reports in with a status",
			heartbeat({ intervalSeconds: 60, expect: { status: ["200"] } }),
			"/expect",
			/reports in/,
		],
		["is checked once a week", http({ intervalSeconds: 604_800 }), "/intervalSeconds", /86400/],
		["is checked with grace", http({ graceSeconds: 60 }), "/graceSeconds", /only a heartbeat/],
	])("that %s is refused, and told what is possible", async (_, monitor, pointer, message) => {
		const found = await refusals(monitor);
		expect(found.map(([at]) => at)).toContain(pointer);
		expect(found.find(([at]) => at === pointer)?.[1]).toMatch(message);
	});

	it.each<[string, object]>([
		["waits as long as a check may", http({ timeoutSeconds: 25 })],
		[
			"expects a redirect that it does not follow",
			http({ request: { followRedirects: false }, expect: { status: ["301"] } }),
		],
		["expects a redirect or what it leads to", http({ expect: { status: ["200-399"] } })],
		["asks for a HEAD", http({ request: { method: "HEAD" } })],
		[
			"spells out every default",
			http({ expect: { certificateDaysLeft: null, json: [], headers: {} }, request: { method: "GET" } }),
		],
		["asks for an item of a list", json({ path: '$.data["odd key"][0].@id', op: "exists", value: false })],
		["says something to a WebSocket", ws({ request: { body: "ping" }, expect: { bodyContains: "pong" } })],
		[
			"knows its name's addresses",
			dns({ request: { recordType: "AAAA" }, expect: { records: { op: "any", values: ["2001:db8::1"] } } }),
		],
		["wants two weeks of a certificate", tls({ expect: { certificateDaysLeft: 14 } })],
		["times a port", tcp({ expect: { latencyBelowMs: 50 } })],
		["reports in once a year", heartbeat({ intervalSeconds: 31_622_400 })],
		["reports in on the clocks of a zone", at("30 2 * * 1-5", "America/New_York")],
	])("that %s is taken", async (_, monitor) => {
		expect(await refusals(monitor)).toEqual([]);
	});

	it("can be sent back as it was read", async () => {
		const made = await world.make("/api/v1/monitors", { name: "A", serviceId: world.serviceId, ...http({}) });
		expect(made.request).toEqual({
			method: "GET",
			headers: {},
			body: null,
			followRedirects: true,
			recordType: "A",
		});
		const { request, expect: wanted, timeoutSeconds } = made;
		const path = `/api/v1/monitors/${made.id}`;
		const answer = await world.send("PATCH", path, { request, expect: wanted, timeoutSeconds });
		expect(answer.status).toBe(200);
	});

	it("is refused when a change would make it impossible", async () => {
		const made = await world.make("/api/v1/monitors", {
			name: "B",
			serviceId: world.serviceId,
			...http({ expect: { bodyContains: "well" } }),
		});
		const answer = await world.send("PATCH", `/api/v1/monitors/${made.id}`, { request: { method: "HEAD" } });
		expect(answer.status).toBe(422);
	});
});

describe("a smoke check", () => {
	it("that could never succeed is refused", async () => {
		const smokeChecks = [
			{ name: "Home", request: { url: URL } },
			{ name: "Head", request: { url: URL, method: "HEAD" }, expect: { bodyContains: "well" } },
		];
		const path = `/api/v1/services/${world.serviceId}`;
		const { status, body } = await world.send("PATCH", path, { smokeChecks });
		expect(status).toBe(422);
		expect(body.errors).toMatchObject([{ pointer: "/smokeChecks/1/expect/bodyContains" }]);
	});
});

describe("a monitor whose target may not be called any more", () => {
	it("can be paused and renamed all the same, but not led to another such target", async () => {
		const target = await startTarget();
		const other = await startServiceWorld({ egressAllow: [target.hostPort] });
		try {
			const fields = { name: "Inside", serviceId: other.serviceId, kind: "http", target: target.url };
			const { id } = await other.make("/api/v1/monitors", fields);
			await other.instance.restart({ env: { EGRESS_ALLOW: "" } });
			const patch = (body: object) => other.send("PATCH", `/api/v1/monitors/${id}`, body);
			expect((await patch({ paused: true, name: "Paused", target: target.url })).status).toBe(200);
			const led = await patch({ target: `${target.url}/elsewhere` });
			expect(led).toMatchObject({ status: 422, body: { errors: [{ pointer: "/target" }] } });
		} finally {
			await other.stop();
			await target.close();
		}
	});
});
