/** The Desk, told by senders, monitors and people, with incidents that fail when a test says so. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeIntegrationKey } from "../../worker/alerts/integrations/integration-key.ts";
import { bringTablesBack, takeTablesAway } from "../support/broken-database.ts";
import { CHECKOUT_ID, type InboundBench, inParallel, startInboundBench } from "../support/inbound-bench.ts";
import { soak } from "../support/runs.ts";
import { eventually } from "../support/wait.ts";

let bench: InboundBench;
beforeAll(async () => {
	bench = await startInboundBench();
});
afterAll(() => bench?.instance.stop());

/** What happened before in the same instance. */
let earlier = new Set<string>();
beforeEach(async () => {
	earlier = new Set((await bench.incidents()).map(({ id }) => id));
});
afterEach(() => bench.breaks({}));

const fresh = async () => (await bench.incidents()).filter(({ id }) => !earlier.has(id));
const only = async () => {
	const incidents = await fresh();
	expect(incidents).toHaveLength(1);
	return incidents[0]!;
};
const totalsOf = async (dedupKey: string) => {
	const query = { integrationId: null, dedupKey, after: null, limit: 200 };
	const keys = await bench.desk<{ received: number; suppressed: number }[]>("alertKeys", query);
	const sum = (of: "received" | "suppressed") => keys.reduce((all, each) => all + each[of], 0);
	return { received: sum("received"), suppressed: sum("suppressed") };
};

/** As senders do: whoever is told by 503 to come again comes again, here without waiting as long as is asked. */
async function takenOf(dedupKey: string): Promise<number> {
	for (;;) {
		const { status } = await bench.send(dedupKey);
		if (status !== 503) return status;
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
}

describe("an incident that does not answer", () => {
	it("hears of its alert when it answers again, in the order in which things happened", async () => {
		await bench.breaks({ incidentRefuses: 3 });
		expect((await bench.send("unheard")).status).toBe(202);
		expect((await bench.send("unheard", { event_action: "acknowledge" })).status).toBe(202);
		expect((await bench.send("unheard", { event_action: "resolve" })).status).toBe(202);
		await eventually("it is told", async () => (await fresh())[0]?.told.length === 3, 15_000);
		expect((await only()).told).toEqual(["open", "acknowledged", "resolved"]);
	});
});

describe("a Desk whose alarms are dead", () => {
	it("delivers by the minute tick", async () => {
		await bench.breaks({ incidentRefuses: 1, alarmsAreDead: true });
		expect((await bench.send("no-alarm")).status).toBe(202);
		expect(await fresh()).toEqual([]);
		await new Promise((resolve) => setTimeout(resolve, 1_100));
		expect(await bench.desk("tick")).toBe(true);
		expect(await only()).toMatchObject({ state: "triggered", told: ["open"] });
	});
});

describe("a delivery whose answer is lost", () => {
	it("F12: is made again and told once", async () => {
		await bench.breaks({ incidentLosesAnswer: true });
		await bench.send("told-twice");
		await bench.send("told-twice", { event_action: "resolve" });
		await eventually("it is delivered", async () => await bench.desk<boolean>("tick"), 10_000);
		expect((await only()).told).toEqual(["open", "resolved"]);
	});
});

describe("a Desk that is overloaded", () => {
	it("F11: is asked once; the sender is told to come back", async () => {
		await bench.breaks({ desk: "overloaded" });
		const event = {
			routing_key: bench.keys["events-v2"],
			event_action: "resolve",
			dedup_key: "checkout-errors",
		};
		const answer = await bench.post("/v2/enqueue", event);
		expect(answer.status).toBe(503);
		expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
		expect(await bench.desk("calls")).toBe(1);
	});
});

describe("a key that had its share of the minute", () => {
	it("is told by 503 to come back within the minute, never by a 4xx at which a sender gives up", async () => {
		await bench.breaks({ desk: "too-many" });
		const { keys } = bench;
		for (const path of [`/inbound/alertmanager/${keys.alertmanager}`, `/inbound/generic/${keys.generic}`]) {
			const answer = await bench.post(path, { title: "Queue is long", alerts: [{ labels: {} }] });
			expect(answer.status).toBe(503);
			expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
			expect(Number(answer.headers.get("retry-after"))).toBeLessThanOrEqual(60);
		}
	});
});

describe("a Desk whose answer is lost", () => {
	it("F12: takes the sender's retry for the same alert", async () => {
		await bench.breaks({ desk: "lost-answer" });
		const send = () => bench.send("asked-twice");
		const [first, second] = [await send(), await send()];
		expect([202, 503]).toContain(first.status);
		expect(second.status).toBe(202);
		expect(await only()).toMatchObject({ state: "triggered" });
	});
});

describe("a kill between the decision and the delivery", () => {
	it("loses nothing: after the restart the incident is opened by itself, once", async () => {
		await bench.breaks({ incidentHangsMs: 20_000 });
		const cut = bench.send("cut-off").catch(() => null);
		await eventually("its incident is called", () => bench.desk<boolean>("isIncidentCalled"));
		await bench.instance.kill();
		expect(await cut).toBeNull();
		await bench.instance.restart();
		await eventually("the incident is open", async () => (await fresh()).length === 1, 15_000);
		await bench.send("cut-off");
		expect(await only()).toMatchObject({ state: "triggered", told: ["open", "received"] });
		expect(await totalsOf("cut-off")).toEqual({ received: 2, suppressed: 0 });
	});
});

describe("a Desk of which nothing is broken", () => {
	describe("a key that nobody issued", () => {
		it("S24: is refused, creates nothing, and is not the key of another service or another kind", async () => {
			const stranger = "svc_01J0000000000000000000000Z";
			const wrong = [
				"0123456789abcdef0123456789abcdef",
				makeIntegrationKey(CHECKOUT_ID).key,
				makeIntegrationKey(stranger).key,
				bench.keys.generic,
			];
			for (const routing_key of wrong) {
				const { status, body } = await bench.send("checkout-errors", { routing_key });
				expect(status).toBe(400);
				expect(body).toMatchObject({
					status: "invalid event",
					errors: [expect.stringContaining("routing_key")],
				});
			}
			for (const path of [`/inbound/generic/${wrong[1]}`, `/inbound/alertmanager/${bench.keys.generic}`])
				expect((await bench.post(path, { title: "Queue is long", alerts: [] })).status).toBe(401);
			expect(await fresh()).toEqual([]);
			expect(await bench.ask("DESK", stranger, "tables")).toBe(0);
		});
	});

	describe("a monitor's signal", () => {
		const signal = (kind: "down" | "up", order: number, detectedAt: number) =>
			bench.desk<{ incidentId: string | null }>("signal", {
				kind,
				order,
				monitorId: "mon_checkout",
				monitorName: "Checkout",
				serviceId: CHECKOUT_ID,
				severity: "P1",
				detectedAt,
				title: "Checkout is down",
				evidence: [],
				reason: null,
			});

		it("opens one incident however often it comes, and ends it when the service is up", async () => {
			const began = Date.now();
			expect(await signal("up", 1, began - 10)).toEqual({ incidentId: null });
			const [first, again] = [await signal("down", 2, began), await signal("down", 2, began)];
			expect(again).toEqual(first);
			expect(await only()).toMatchObject({ state: "triggered", severity: "P1", told: ["open"] });
			expect(await signal("up", 3, began + 50)).toEqual(first);
			expect(await only()).toMatchObject({ state: "resolved", told: ["open", "resolved"] });
			expect(await signal("down", 2, began)).toEqual(first);
			expect(await only()).toMatchObject({ state: "resolved" });
			expect(await signal("down", 4, began + 100)).toEqual(first);
			expect(await only()).toMatchObject({ state: "triggered", told: ["open", "resolved", "reopened"] });
		});
	});

	describe("an incident that a person resolved", () => {
		it("opens again by the next alert, also when its Desk has not heard of the resolve", async () => {
			await bench.send("resolved-by-hand");
			const { id } = await only();
			for (const tellDesk of [true, false]) {
				await bench.ask("INCIDENT", id, "resolveByHand", tellDesk);
				await bench.send("resolved-by-hand");
				await eventually("the incident is open again", async () => (await only()).state === "triggered");
			}
			await bench.send("resolved-by-hand", { event_action: "resolve" });
			expect(await only()).toMatchObject({ state: "resolved" });
		});
	});

	describe("without the database", () => {
		it("F18: known keys are taken; an unknown one may be new and is asked to come back, not refused", async () => {
			await bench.send("before");
			const tables = await takeTablesAway(bench.instance);
			await new Promise((resolve) => setTimeout(resolve, 1_100));
			expect((await bench.send("after")).status).toBe(202);
			const stranger = { routing_key: makeIntegrationKey(CHECKOUT_ID).key };
			expect((await bench.send("after", stranger)).status).toBe(503);
			await bringTablesBack(bench.instance, tables);
			await eventually(
				"it is refused",
				async () => (await bench.send("after", stranger)).status === 400,
				5_000,
			);
			expect(await fresh()).toHaveLength(2);
		});
	});

	describe("a retry with the same Idempotency-Key", () => {
		it("gets the same key and the same incident, although the event named none", async () => {
			const payload = { summary: "Checkout answers 500", source: "checkout-1", severity: "error" };
			const event = { routing_key: bench.keys["events-v2"], event_action: "trigger", payload };
			const send = async (headers: Record<string, string>) =>
				(await (await bench.post("/v2/enqueue", event, headers)).json()) as { dedup_key: string };
			const [first, again] = [
				await send({ "idempotency-key": "k1" }),
				await send({ "idempotency-key": "k1" }),
			];
			expect(again.dedup_key).toBe(first.dedup_key);
			expect((await send({})).dedup_key).not.toBe(first.dedup_key);
			expect(await fresh()).toHaveLength(2);
		});
	});
});

const FLOOD = soak ? 10_000 : 600;

describe("a flood", () => {
	it("F55: of hundreds of alerts of one problem is one incident, and every alert is accounted for", async () => {
		await bench.send("flood");
		const before = await bench.desk<number>("rowsWritten");
		await inParallel(FLOOD, 100, async () => {
			expect(await takenOf("flood")).toBe(202);
		});
		const rows = (await bench.desk<number>("rowsWritten")) - before;
		const { told } = await only();
		const { received, suppressed } = await totalsOf("flood");
		expect(received).toBe(FLOOD + 1);
		expect(told.length + suppressed).toBe(FLOOD + 1);
		// What is only counted is written now and then: the slower the flood, the oftener.
		expect(rows).toBeLessThan(FLOOD / 2);
	}, 120_000);

	it("F56: of 300 different problems is 50 incidents and one storm that knows each of them", async () => {
		const known = (await bench.incidents()).length;
		await inParallel(300, 30, async (i) => {
			expect(await takenOf(`problem-${i}`)).toBe(202);
		});
		const incidents = await bench.incidents();
		expect(incidents.length - known).toBeLessThanOrEqual(51);
		const storm = incidents.filter(({ title }) => title.includes("storm"));
		expect(storm).toHaveLength(1);
		const ids = new Set<string>();
		for (let i = 0; i < 300; i++) {
			const query = { integrationId: "int_events-v2", dedupKey: `problem-${i}`, after: null, limit: 1 };
			const [outcome] = await bench.desk<{ incidentId: string; state: string }[]>("alertKeys", query);
			expect(outcome?.state).toBe("firing");
			ids.add(outcome?.incidentId ?? "");
		}
		expect(ids.has(storm[0]!.id)).toBe(true);
		expect(storm[0]!.told).toHaveLength(300 - (ids.size - 1));
	});
});
