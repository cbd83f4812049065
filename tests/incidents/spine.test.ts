/** The whole path once, on the real runtime: a target fails, a phone rings, one tap stops it, the public is told. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WireIncident } from "../support/client.ts";
import { startLagMeter } from "../support/lag.ts";
import { pushesOf, seqOf, statusPage } from "../support/pages.ts";
import type { PushRecord } from "../support/push-service.ts";
import { eventually, preciseNow, sleep } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

const LEVEL_1_SECONDS = 4;

/** On a machine that keeps time a second is a second. */
const lag = startLagMeter();
let world: World;
let brokenAt: number;
let push: PushRecord;
let incident: WireIncident;

beforeAll(async () => {
	world = await startWorld({
		levels: [
			{ page: ["ana"], afterSeconds: LEVEL_1_SECONDS },
			{ page: ["bo"], afterSeconds: 60 },
		],
		monitor: { severity: "P2", intervalSeconds: 10, timeoutSeconds: 3 },
	});
	await eventually("Checkout is known to be well", async () => (await monitorState()) === "up", 30_000);
	brokenAt = preciseNow();
	await world.target.be({ status: 503 });
	push = await world.people.ana.phone.waitForPage(brokenAt, 25_000);
	incident = await world.incidentIn("triggered");
}, 90_000);
afterAll(() => world?.stop());
afterAll(() => lag.stop());

async function monitorState(): Promise<string> {
	return (await world.client.read<{ state: string }>(`/api/v1/monitors/${world.ids.monitor}`)).state;
}

/** The second region's failing check: with it the quorum of two was there. */
function confirmingCheckAt(): number {
	const seen = new Set<string | null>();
	for (const request of world.target.requests.filter((one) => one.at >= brokenAt)) {
		seen.add(request.region);
		if (seen.size === 2) return request.at;
	}
	throw new Error("no two regions looked");
}

describe("when Checkout fails", () => {
	it("Ana's phone rings within a second of the check that confirmed it", () => {
		expect(push.at - confirmingCheckAt()).toBeLessThan(1_000 + lag.worstMs());
	});

	it("the page behind the tap tells Ana what the regions saw, without signing in", async () => {
		const { status, body } = await world.people.ana.phone.look(push);
		expect(status).toBe(200);
		expect(body).toMatchObject({ incidentId: incident.id, runbook: null });
		const { evidence } = body as { evidence: { kind: string; summary: string; region: string }[] };
		expect(evidence.length).toBeGreaterThanOrEqual(2);
		expect(new Set(evidence.map((one) => one.kind))).toEqual(new Set(["check"]));
		for (const one of evidence)
			expect(one.summary).toMatch(/^(Western Europe|Eastern North America|Asia and Pacific): .*503/);
		expect(Date.parse((body as { nextUpdateDueAt: string }).nextUpdateDueAt)).toBeGreaterThan(Date.now());
	});

	it("the failure is put to other regions at once, not at the next interval", () => {
		const looks = world.target.requests.filter((one) => one.at >= brokenAt && one.at <= push.at);
		expect(new Set(looks.map((one) => one.region)).size).toBeGreaterThanOrEqual(2);
		expect(confirmingCheckAt() - looks[0]!.at).toBeLessThan(1_000 + lag.worstMs());
		expect(looks[0]?.userAgent).toMatch(/^Tocsin\/1 \(\+http/);
	});

	it("the push is encrypted to her phone and says what is broken", () => {
		expect(push).toMatchObject({ error: null, contentEncoding: "aes128gcm" });
		expect(push.plaintextBytes).toBeLessThanOrEqual(2_048);
		expect(push.payload).toMatchObject({
			web_push: 8030,
			notification: {
				title: expect.stringMatching(/^P2 · .*Checkout/),
				tag: incident.id,
				navigate: expect.stringContaining("/app/p#t="),
				data: {
					v: 1,
					kind: "page",
					incidentId: incident.id,
					severity: "P2",
					service: "Checkout",
					level: 1,
					attempt: 1,
				},
			},
		});
	});

	it("the push is signed by the key that Tocsin gives to browsers, for this push service, for a day at most", async () => {
		const { publicKey } = await world.client.read<{ publicKey: string }>("/api/v1/push/public-key");
		expect(push.vapid).toMatchObject({ ok: true, publicKey, audience: world.push.origin });
	});

	it("the push service is told to hurry, and to forget the page when the next step comes", () => {
		expect(push.urgency).toBe("high");
		expect(push.topic).toMatch(/^[A-Za-z0-9_-]{1,32}$/);
		expect(push.ttl).toBeGreaterThan(0);
		expect(push.ttl).toBeLessThanOrEqual(LEVEL_1_SECONDS);
	});

	it("the status page says so within five seconds", async () => {
		const page = await eventually(
			"the status page tells of Checkout",
			async () => (await statusPage(world)).text.includes("Checkout is partly down") && preciseNow(),
			5_000,
		);
		expect(page - push.at).toBeLessThan(5_000);
	});

	it("one tap takes it, and nobody is paged after that", async () => {
		const { ana, bo } = world.people;
		expect(await ana.phone.acknowledge(push)).toMatchObject({
			status: 200,
			body: {
				result: "acknowledged",
				by: { kind: "user", id: ana.id, name: "Ana" },
				incidentId: incident.id,
			},
		});
		await sleep((LEVEL_1_SECONDS + 2) * 1_000);
		expect(pushesOf(world, "page")).toHaveLength(1);
		expect(bo.phone.subscription.records()).toHaveLength(0);
		expect(await world.client.incident(incident.id)).toMatchObject({
			state: "acknowledged",
			acknowledgedBy: { name: "Ana" },
			nextEscalation: null,
		});
	}, 20_000);

	it("when Checkout works again the incident resolves by itself, and the status page shows both", async () => {
		await world.target.be("well");
		const resolved = await world.incidentIn("resolved", 40_000);
		expect(resolved.id).toBe(incident.id);
		await eventually(
			"the status page is calm and tells the story",
			async () => {
				const { text } = await statusPage(world);
				return text.includes("Everything works") && text.includes("Checkout was partly down");
			},
			5_000,
		);
	}, 60_000);

	it("the timeline tells it without a hole, and no page was attempted after the acknowledgement", async () => {
		const timeline = await world.client.timeline(incident.id);
		expect(timeline.map((event) => event.seq)).toEqual(timeline.map((_, i) => i + 1));
		const order = ["triggered", "page_queued", "page_attempted", "page_accepted", "acknowledged", "resolved"];
		const seqs = order.map((type) => seqOf(timeline, type));
		expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
		expect(timeline.some((event) => event.type === "page_received")).toBe(true);
		const worksAgain = timeline.find((event) => event.type === "alert_resolved")?.data.evidence;
		expect(worksAgain).toContainEqual(expect.objectContaining({ outcome: "up" }));
		const attempts = timeline.filter((event) => event.type === "page_attempted");
		expect(Math.max(...attempts.map((event) => event.seq))).toBeLessThan(seqOf(timeline, "acknowledged"));
	});
});
