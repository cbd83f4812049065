/** An address is tried before anything is saved. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Instance, startInstance } from "../support/instance.ts";
import { signIn } from "../support/session.ts";
import { startTarget, startTcpTarget, type Target } from "../support/target.ts";

const PROBE = "/api/v1/monitors/probe";
let target: Target;
let port: Target;
let instance: Instance;

beforeAll(async () => {
	[target, port] = await Promise.all([startTarget(), startTcpTarget()]);
	instance = await startInstance({ egressAllow: [target.hostPort, port.hostPort] });
});
afterAll(async () => {
	await instance?.stop();
	await Promise.all([target?.close(), port?.close()]);
});

const probe = (body: object) => instance.api("POST", PROBE, body);
const saved = async () => {
	const lists = ["monitors", "services", "components", "escalation-policies", "incidents", "audit-log"];
	const answers = await Promise.all(lists.map((list) => instance.api("GET", `/api/v1/${list}`)));
	return answers.flatMap((answer) => answer.body.items);
};

describe("an address that Ana tries", () => {
	it("is looked at from every region, and nothing is saved", async () => {
		const { status, body } = await probe({ kind: "http", target: target.url });
		expect(status).toBe(200);
		expect(body.items.map((one: { region: string }) => one.region).sort()).toEqual(["apac", "enam", "weur"]);
		for (const one of body.items) {
			expect(one).toMatchObject({ outcome: "up", reason: null, status: 200 });
			expect(one.detail).toMatch(/^200 in \d+ ms$/);
			expect(one.latencyMs).toBeGreaterThanOrEqual(0);
			expect(one).not.toHaveProperty("monitorId");
		}
		expect(await saved()).toEqual([]);
	});

	it("says what is wrong with it, with the status that it saw", async () => {
		await target.be({ status: 503 });
		const { body } = await probe({ kind: "http", target: target.url, regions: ["weur"] });
		expect(body.items).toMatchObject([{ region: "weur", outcome: "down", reason: "status", status: 503 }]);
		await target.be("well");
		const expecting = { kind: "http", target: target.url, expect: { bodyContains: "all is lost" } };
		expect((await probe(expecting)).body.items[0]).toMatchObject({ outcome: "down", reason: "body" });
	});

	it("may be a port", async () => {
		const { body } = await probe({ kind: "tcp", target: port.hostPort, regions: ["weur", "enam"] });
		expect(body.items).toHaveLength(2);
		expect(body.items[0]).toMatchObject({ outcome: "up", status: null });
	});

	it("is refused by the same rules as a monitor's", async () => {
		const blocked = await probe({ kind: "http", target: "http://10.0.0.1/" });
		expect(blocked.status).toBe(422);
		expect(blocked.body.errors[0]).toMatchObject({ pointer: "/target", code: "target-blocked" });
		for (const body of [
			{ kind: "http", target: "not an address" },
			{ kind: "tcp", target: "shop.example" },
			{ kind: "heartbeat", target: "x" },
			{ kind: "http", target: target.url, name: "Shop" },
			{ kind: "http", target: target.url, request: { body: "x" } },
			{ kind: "http", target: target.url, timeoutSeconds: 0 },
			{ kind: "http" },
		])
			expect([(await probe(body)).status, JSON.stringify(body)]).toEqual([422, JSON.stringify(body)]);
	});

	it("is tried by whoever may add a monitor, and by nobody else", async () => {
		const body = { kind: "http", target: target.url };
		const bo = { name: "Bo", email: "bo@shop.example", role: "observer" };
		const { id } = (await instance.api("POST", "/api/v1/users", bo)).body;
		const asBo = await instance.api("POST", PROBE, body, await signIn(instance, id));
		const nobody = await fetch(instance.url + PROBE, { method: "POST", body: JSON.stringify(body) });
		expect([asBo.status, nobody.status]).toEqual([403, 401]);
	});
});
