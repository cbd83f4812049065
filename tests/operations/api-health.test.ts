import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API_PER_MINUTE, overLimit } from "../../worker/platform/http/rate-limit.ts";
import { bringTablesBack, takeTablesAway } from "../support/broken-database.ts";
import { type Instance, startInstance } from "../support/instance.ts";
import { make, makeShop, type Shop } from "../support/shop.ts";

let instance: Instance;
let shop: Shop;
beforeAll(async () => {
	instance = await startInstance({ egressAllow: ["127.0.0.1:9"] });
	shop = await makeShop(instance);
});
afterAll(async () => instance?.stop());

const anonymous = (path: string) => instance.api("GET", path, undefined, { authorization: "" });

describe("its own health", () => {
	it("is alive without a credential, and says nothing more", async () => {
		const answer = await anonymous("/healthz");
		expect(answer.status).toBe(200);
		expect(answer.body).toEqual({ status: "ok" });
	});

	it("tells the ages of the last tick and alarm, and warns of open doors", async () => {
		await instance.fireCron();
		const { status, body } = await anonymous("/healthz/deep");
		expect(status).toBe(200);
		expect(body).toMatchObject({ status: "ok", late: [], database: { reachable: true } });
		expect(body.tick.ageMs).toBeLessThan(30_000);
		expect(body.warnings).toEqual([expect.stringContaining("127.0.0.1:9")]);
	});

	it("counts for Prometheus, for those who may read", async () => {
		await make(instance, "/api/v1/incidents", {
			serviceId: shop.serviceId,
			title: "Payments fail",
			severity: "P1",
		});
		expect((await anonymous("/metrics")).status).toBe(401);
		const { secret } = await make(instance, "/api/v1/tokens", { name: "Prometheus", role: "observer" });
		const scrape = async () =>
			(await instance.api<string>("GET", "/metrics", undefined, { authorization: `Bearer ${secret}` })).body;
		await expect.poll(scrape).toContain('oncall_incidents_open{severity="P1"} 1');
		const text = await scrape();
		expect(text).toContain('oncall_incidents_open{severity="P4"} 0');
		expect(text).toMatch(/^oncall_schedule_gap\{id="sch_\w+",name="Shop rotation"\} 0$/m);
		expect(text).toMatch(/^cron_lag_seconds \d/m);
		const line = /^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="([^"\\]|\\.)*",?)+\})? -?[\d.e+-]+|)$/;
		expect(text.split("\n").filter((each) => !line.test(each))).toEqual([]);
	});
});

describe("F18: with every table of the database gone", () => {
	let tables: string[] = [];
	let tokenSecret = "";
	let incidentId = "";
	beforeAll(async () => {
		tokenSecret = (await make(instance, "/api/v1/tokens", { name: "Script", role: "admin" })).secret;
		incidentId = (await make(instance, "/api/v1/incidents", { serviceId: shop.serviceId, title: "Down" })).id;
		tables = await takeTablesAway(instance);
	});
	afterAll(async () => {
		await bringTablesBack(instance, tables);
		expect((await instance.api("GET", "/api/v1/users")).status).toBe(200);
	});

	it.each([
		["GET", "/api/v1/users", undefined],
		["GET", "/api/v1/incidents", undefined],
		["GET", "/api/v1/on-call", undefined],
		["GET", "/api/v1/audit-log", undefined],
		["POST", "/api/v1/teams", { name: "Nobody" }],
	])("answers %s %s with 503 and when to come back", async (method, path, body) => {
		const answer = await instance.api(method, path, body);
		expect(answer.status).toBe(503);
		expect(answer.body.type).toMatch(/\/unavailable$/);
		expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
		expect(JSON.stringify(answer.body)).not.toMatch(/SQLITE|D1_|no such table/);
	});

	it("lets nobody in by an API token, neither as themselves nor as anybody", async () => {
		const answer = await instance.api("GET", `/api/v1/incidents/${incidentId}`, undefined, {
			authorization: `Bearer ${tokenSecret}`,
		});
		expect(answer.status).toBe(503);
	});

	it("reads and commands an incident with ADMIN_TOKEN", async () => {
		const path = `/api/v1/incidents/${incidentId}`;
		expect((await instance.api("GET", path)).body.state).toBe("triggered");
		const acknowledged = await instance.api("PUT", `${path}/acknowledgement`, undefined, {
			"idempotency-key": "while-down",
		});
		expect(acknowledged.status).toBe(200);
		expect(acknowledged.body.state).toBe("acknowledged");
	});

	it("is alive, and says which part is not", async () => {
		expect((await anonymous("/healthz")).status).toBe(200);
		const deep = await anonymous("/healthz/deep");
		expect(deep.status).toBe(503);
		expect(deep.body).toMatchObject({ late: ["database"], database: { reachable: false } });
		expect(deep.headers.get("content-type")).toBe("application/problem+json");
	});

	it("still counts what it can", async () => {
		const { status, body } = await instance.api("GET", "/metrics");
		expect(status).toBe(200);
		expect(body).toContain("cron_lag_seconds");
	});
});

it("lets one credential have its share of a minute and no more", () => {
	const at = Date.UTC(2026, 10, 23, 3);
	const requests = Array.from({ length: API_PER_MINUTE + 1 }, () =>
		overLimit("tok_eager", at, API_PER_MINUTE),
	);
	expect(requests.indexOf(true)).toBe(API_PER_MINUTE);
	expect(overLimit("tok_other", at, API_PER_MINUTE)).toBe(false);
	expect(overLimit("tok_eager", at + 60_000, API_PER_MINUTE)).toBe(false);
});
