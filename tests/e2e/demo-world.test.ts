/** What a stranger meets after `npm start`: a shop, three phones, and a past. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { STORIES } from "../../db/seed/stories.ts";
import { seedPast } from "../../db/seed.ts";
import { type Client, clientOf, type WireIncident } from "../support/client.ts";
import { type DemoPart, startDemoPart } from "../support/demo-part.ts";
import { type Instance, startInstance } from "../support/instance.ts";
import { freePort } from "../support/ports.ts";
import { eventually } from "../support/wait.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-demo-"));
const tokenFile = join(folder, "admin-token");
let instance: Instance;
let client: Client;
let shop: DemoPart;
let phone: DemoPart;

beforeAll(async () => {
	const ports = { shop: await freePort(), phone: await freePort() };
	instance = await startInstance({ egressAllow: Object.values(ports).map((port) => `127.0.0.1:${port}`) });
	client = clientOf(instance.api);
	writeFileSync(tokenFile, instance.adminToken);
	shop = await startDemoPart("shop", ports.shop, join(folder, "shop"), []);
	phone = await startDemoPart("phone", ports.phone, join(folder, "phone"), tocsin());
	await seed();
});
afterAll(async () => {
	await Promise.all([shop?.stop(), phone?.stop(), instance?.stop()]);
	rmSync(folder, { recursive: true, force: true });
});

const tocsin = () => ["--tocsin", instance.url, "--admin-token-file", tokenFile];

async function seed(): Promise<void> {
	const args = [...tocsin(), "--shop", shop.url, "--shop-state", join(folder, "shop"), "--phone", phone.url];
	await promisify(execFile)(process.execPath, [
		join(import.meta.dirname, "../../scripts/demo/seed.ts"),
		...args,
	]);
	await seedPast(await instance.database(), Date.now());
	await instance.fireCron();
}

const COUNTED = [
	...["users", "teams", "schedules", "escalation-policies", "services", "components", "monitors"],
	"remediations",
];

async function counts(): Promise<Record<string, number>> {
	const all = [...COUNTED, "incidents"].map(async (name) => [
		name,
		(await client.list(`/api/v1/${name}`)).length,
	]);
	return Object.fromEntries(await Promise.all(all));
}

it("has the cast, and a second seeding adds nothing", async () => {
	const before = await counts();
	expect(before).toMatchObject({
		users: 3,
		services: 4,
		monitors: 4,
		components: 4,
		remediations: 4,
		incidents: STORIES.length,
	});
	await seed();
	expect(await counts()).toEqual(before);
});

it("what was lost in the middle of a seeding is made good by the next", async () => {
	const [search] = (await client.list<{ id: string; name: string }>("/api/v1/monitors")).filter(
		(monitor) => monitor.name === "Search",
	);
	await client.call("DELETE", `/api/v1/monitors/${search?.id}`);
	rmSync(join(folder, "shop", "remediation-secrets.json"));
	const db = await instance.database();
	await db.prepare("DELETE FROM incidents WHERE number = 4").all();
	await seed();
	expect(await counts()).toMatchObject({ monitors: 4, remediations: 4, incidents: STORIES.length });
});

it("the status page knows the past: every public story, and bars that are not all empty", async () => {
	const history = await (await fetch(`${instance.url}/api/v2/incidents.json`)).json();
	const told = (history as { incidents: { name: string; incident_updates: unknown[] }[] }).incidents;
	expect(told).toHaveLength(STORIES.length);
	for (const incident of told) {
		expect(incident.name).toMatch(/^(Checkout|Storefront|Search|Accounts) is (down|partly down|degraded)$/);
		expect(incident.incident_updates.length).toBeGreaterThanOrEqual(3);
	}
});

it("each past incident can be read with its whole timeline, from triggered to resolved", async () => {
	for (const { id, state } of await client.list<WireIncident>("/api/v1/incidents")) {
		expect(state).toBe("resolved");
		const timeline = await client.timeline(id);
		expect(timeline.map((event) => event.seq)).toEqual(timeline.map((_, i) => i + 1));
		expect([timeline[0]?.type, timeline.at(-1)?.type]).toEqual(["triggered", "resolved"]);
	}
});

it("broken in the shop, it rings on Ana's phone; taken there, restarted from the incident, it is over", async () => {
	await shop.send("/services/storefront", { health: "down" });
	const incident = await eventually(
		"an incident of Storefront",
		async () => (await client.list<WireIncident>("/api/v1/incidents?state=triggered"))[0],
		25_000,
	);
	expect(incident).toMatchObject({ number: STORIES.length + 1, service: { name: "Storefront" } });
	await eventually("the phones ring", async () => (await phone.page()).includes("Ringing: Ana"));
	await phone.send(`/phones/Ana/${incident.id}`, { answer: "acknowledge" });
	expect(await phone.page()).toContain("Acknowledged by you");
	expect(await client.incident(incident.id)).toMatchObject({ state: "acknowledged", lead: { name: "Ana" } });
	const unsigned = await fetch(`${shop.url}/restart/storefront`, { method: "POST", body: "{}" });
	expect(unsigned.status).toBe(401);
	expect((await fetch(`${shop.url}/health/storefront`)).status).toBe(503);
	const [restart] = await client.list<{ id: string; name: string }>(
		`/api/v1/remediations?serviceId=${incident.service.id}`,
	);
	expect(restart?.name).toBe("Restart the shop");
	await client.call("POST", `/api/v1/incidents/${incident.id}/remediation-runs`, {
		remediationId: restart!.id,
	});
	await eventually("the run helped", async () =>
		(await client.timeline(incident.id)).some(
			({ type, data }) => type === "remediation_finished" && data.result === "recovered",
		),
	);
	expect((await fetch(`${shop.url}/health/storefront`)).status).toBe(200);
	await eventually(
		"the incident resolves by itself",
		async () => (await client.incident(incident.id)).state === "resolved",
		40_000,
	);
}, 90_000);

it("a phone that was killed remembers its keys and what is on its screen", async () => {
	const remembered = async () => ({
		keys: await (await fetch(`${phone.url}/subscriptions`)).json(),
		screen: (await phone.page()).match(/<h3>.*?<\/h3>|class="outcome".*?<\/p>/g),
	});
	const before = await eventually("every phone that rang was told that it is resolved", async () => {
		const now = await remembered();
		const told = now.screen?.filter((line) => line.startsWith("<h3>Resolved: ")) ?? [];
		return told.length >= 2 && told.length === now.screen?.length ? now : undefined;
	});
	await phone.kill();
	await phone.start();
	expect(await remembered()).toEqual(before);
}, 40_000);
