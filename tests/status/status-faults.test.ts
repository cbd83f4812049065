import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes } from "../../worker/platform/rules/time.ts";
import { startLagMeter } from "../support/lag.ts";
import { publicIncident, SHOP } from "../support/public-cast.ts";
import { type PublicInstance, startPublic } from "../support/public-instance.ts";
import { eventually, sleep } from "../support/wait.ts";

const PATHS = ["/", "/history", "/api/v2/summary.json", "/feed.atom", "/badge.svg"];
const INCIDENT = "inc_00000000000000000000000001";
const lag = startLagMeter();
let instance: PublicInstance;

beforeAll(async () => {
	instance = await startPublic();
	await instance.publish(SHOP, [
		publicIncident({ incidentId: INCIDENT, startedAt: Date.now() - minutes(3) }),
	]);
	await instance.api("POST", "/test/review", {
		...{ incidentId: INCIDENT, changedAt: 1, posted: { at: Date.now(), text: "The pool was full." } },
	});
	await eventually("the copy in KV, which follows a change within two seconds", async () => {
		const copy = await (await instance.get("/test/copy")).json();
		return copy?.incidents.length === 1 && copy.reviews[INCIDENT] !== undefined;
	});
});
afterAll(() => lag.stop());
afterAll(() => instance?.stop());

describe.each([
	["", "Checkout is down"],
	["kv", "Checkout is down"],
	["d1", "Checkout is down"],
	["d1,kv", "Checkout is down"],
	["object", "Checkout is down"],
	["d1,object", "Checkout is down"],
	["object,kv", "Status unavailable"],
	["d1,object,kv", "Status unavailable"],
	["object-hangs", "Checkout is down"],
])("with [%s] down", (faults, sentence) => {
	beforeAll(() => instance.restart({ entry: "public", env: { BROKEN: faults } }));

	it("F22, I23: the status page answers 200 within a second and says what it knows", async () => {
		const began = performance.now();
		const answer = await instance.get("/");
		const tookMs = performance.now() - began;
		expect(answer.status).toBe(200);
		expect(await answer.text()).toContain(`<h1>${sentence}</h1>`);
		expect(tookMs).toBeLessThan(1_000 + lag.worstMs());
	});

	it("tells a published review while it knows its incident", async () => {
		const html = await (await instance.get(`/incidents/${INCIDENT}`)).text();
		expect(html.includes("The pool was full.")).toBe(sentence === "Checkout is down");
	});

	it("answers 200 to everything else the public reads", async () => {
		const answers = await Promise.all(PATHS.map((path) => instance.get(path)));
		expect(answers.map((a) => a.status)).toEqual(PATHS.map(() => 200));
	});

	it("never calls itself well when it knows nothing", async () => {
		const { status } = await (await instance.get("/api/v2/status.json")).json();
		const known = sentence === "Checkout is down";
		expect(status).toEqual(
			known
				? { indicator: "critical", description: "Major Service Outage" }
				: { indicator: "minor", description: "Status Unavailable" },
		);
	});
});

describe("a crowd while the status system is down", () => {
	const asked = () => instance.logs.filter((line) => line.includes("public.publication_silent")).length;

	it("F60: is served from what is held, and does not stand in line for what is down", async () => {
		await instance.restart({ entry: "public", env: { BROKEN: "object" } });
		await instance.get("/");
		const before = asked();
		const began = performance.now();
		const answers = await Promise.all(Array.from({ length: 300 }, () => instance.get("/")));
		const tookMs = performance.now() - began;
		expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
		expect(asked() - before).toBeLessThanOrEqual(1 + Math.ceil(tookMs / 2_000));
	});
});

describe("a status system that has stopped", () => {
	beforeAll(() => instance.restart({ entry: "public", env: { BROKEN: "" } }));

	it("says that its checks have paused when only they have", async () => {
		await instance.tick({ lastCheckedAt: Date.now() - minutes(9), regions: 3 });
		await expect
			.poll(async () => (await instance.get("/")).text())
			.toContain("Automatic checks are delayed. Last check 9 minutes ago");
	});
});

describe("readers whom several isolates serve", () => {
	const read = async (isolate: string) => (await instance.get(`/test/read/${isolate}`)).json();

	it("cost one question in five seconds, where one isolate has asked and the others know the content", async () => {
		await instance.restart({ entry: "public", env: { BROKEN: "" } });
		await read("one");
		const { asked: cold } = await read("another");
		expect(cold).toBe(2);
		await sleep(5_050);
		const asker = await read("one");
		expect(asker.asked).toBe(3);
		expect(await read("another")).toEqual(asker);
		await instance.publish(SHOP, [publicIncident({ incidentId: INCIDENT, startedAt: Date.now() })]);
		const after = await read("another");
		expect(after.asked).toBe(4);
		expect(after.version).toBeGreaterThan(asker.version);
	});
});
