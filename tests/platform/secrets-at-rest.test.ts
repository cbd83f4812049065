/** What is shown once is kept nowhere: every byte of the state is looked through. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ENDPOINTS } from "../../worker/endpoints.ts";
import { signIn } from "../support/session.ts";
import { startWorld, type World } from "../support/world.ts";

const state = mkdtempSync(join(tmpdir(), "tocsin-secrets-"));
let world: World;
let ana: Record<string, string>;
/** What nobody may find, by what it is. */
const secrets = new Map<string, string>();

beforeAll(async () => {
	world = await startWorld({ monitor: false, instance: { state } });
	ana = await signIn(world.instance, world.people.ana.id);
});
afterAll(async () => {
	await world?.stop();
	rmSync(state, { recursive: true, force: true });
});

interface Once {
	/** As the contract spells the call. */
	call: string;
	path: string;
	body: object;
	who?: Record<string, string>;
}

async function callsThatShowOnce(): Promise<Once[]> {
	const incident = await world.declare();
	const { people, ids } = world;
	const schedule = (
		await world.instance.api("POST", "/api/v1/schedules", { name: "Nights", timeZone: "UTC" })
	).body;
	const job = {
		...{ name: "Nightly backup", kind: "heartbeat", serviceId: ids.service, intervalSeconds: 3_600 },
	};
	const heartbeat = (await world.instance.api("POST", "/api/v1/monitors", job)).body;
	const hook = { url: "https://hooks.example.com/" };
	const webhook = (await world.instance.api("POST", "/api/v1/webhooks", hook)).body;
	const ofAna = `/api/v1/users/${people.ana.id}`;
	return [
		{ call: "/api/v1/tokens", path: "/api/v1/tokens", body: { name: "CI", role: "observer" } },
		{ call: "/api/v1/webhooks", path: "/api/v1/webhooks", body: hook },
		{ call: "/api/v1/webhooks/{id}/secret", path: `/api/v1/webhooks/${webhook.id}/secret`, body: {} },
		{ call: "/api/v1/monitors", path: "/api/v1/monitors", body: job },
		{ call: "/api/v1/monitors/{id}/key", path: `/api/v1/monitors/${heartbeat.id}/key`, body: {} },
		{
			call: "/api/v1/trackers",
			path: "/api/v1/trackers",
			body: { kind: "webhook", name: "Board", settings: hook },
		},
		{
			call: "/api/v1/remediations",
			path: "/api/v1/remediations",
			body: { name: "Restart", serviceId: ids.service, ...hook },
		},
		{
			call: "/api/v1/services/{serviceId}/integrations",
			path: `/api/v1/services/${ids.service}/integrations`,
			body: { kind: "generic" },
		},
		{
			call: "/api/v1/users/{userId}/contact-methods",
			path: `${ofAna}/contact-methods`,
			body: { kind: "webhook", ...hook },
		},
		{ call: "/api/v1/users/{userId}/invites", path: `${ofAna}/invites`, body: {} },
		{
			call: "/api/v1/incidents/{incidentId}/replay-links",
			path: `/api/v1/incidents/${incident.id}/replay-links`,
			body: { expiresInSeconds: 3_600 },
		},
		{
			call: "/api/v1/incidents/{incidentId}/stakeholder-links",
			path: `/api/v1/incidents/${incident.id}/stakeholder-links`,
			body: { expiresInSeconds: 3_600 },
		},
		{
			call: "/api/v1/schedules/{scheduleId}/calendar",
			path: `/api/v1/schedules/${schedule.id}/calendar`,
			body: {},
		},
		{
			call: "/api/v1/apply",
			path: "/api/v1/apply",
			body: { tocsin: 1, webhooks: { board: { name: "Board", url: "https://hooks.example.com/board" } } },
		},
		{ call: "/api/v1/me/pairings", path: "/api/v1/me/pairings", body: {}, who: ana },
		{ call: "/api/v1/me/recovery-codes", path: "/api/v1/me/recovery-codes", body: {}, who: ana },
	];
}

it("a replayed answer shows what is shown once as null, at every call that shows something once", async () => {
	const calls = await callsThatShowOnce();
	const promised = ENDPOINTS.filter((endpoint) => endpoint.secrets.length > 0);
	expect(calls.map(({ call }) => call).sort()).toEqual(promised.map(({ path }) => path).sort());
	for (const { call, path, body, who } of calls) {
		const names = promised.find((endpoint) => endpoint.path === call)?.secrets ?? [];
		const headers = { ...who, "idempotency-key": `once-${call}` };
		const first = await world.instance.api("POST", path, body, headers);
		const second = await world.instance.api("POST", path, body, headers);
		expect(second.status, call).toBe(first.status);
		expect(second.headers.get("idempotent-replayed")).toBe("true");
		for (const name of names) {
			expect(second.body[name], `${call} ${name}`).toBeNull();
			const shown = [first.body[name]].flat().map((one) => one.secret ?? one);
			for (const text of shown) secrets.set(`${call} ${name} ${text}`, bare(text));
		}
	}
	expect(secrets.size).toBeGreaterThan(16);
});

/** The secret part of a link, or the whole of anything else: a secret in base64 may hold slashes of its own. */
const bare = (text: string) =>
	URL.canParse(text) ? (/[^#/]+$/.exec(text)?.[0] ?? text).replace(/^[tc]=|\.ics$/g, "") : text;

it("I28: nothing that was given out can be read in the files of the state, or in the log", async () => {
	const { api, url } = world.instance;
	const [code] = [...secrets.entries()].flatMap(([name, text]) =>
		name.includes("recovery-codes") ? [text] : [],
	);
	const nobody = { authorization: "", "idempotency-key": "sign-in" };
	const signedIn = await api("POST", "/api/v1/session/recovery", { code }, nobody);
	expect(signedIn.status).toBe(200);
	const cookie = signedIn.headers.get("set-cookie") ?? "";
	secrets.set("a session", /=([\w-]{43});/.exec(cookie)?.[1] ?? "");

	const pairing = [...secrets.entries()].find(([name]) => name.includes("pairings code"))?.[1] ?? "";
	secrets.set("a pairing code as it is typed", pairing.replace("-", ""));
	const claim = { code: pairing, deviceName: "Ana's phone" };
	const paired = await api("POST", "/api/v1/pairings/claim", claim, nobody);
	secrets.set("a phone's session", /=([\w-]{43});/.exec(paired.headers.get("set-cookie") ?? "")?.[1] ?? "");

	await world.declare();
	const push = await world.people.ana.phone.waitForPage();
	secrets.set("a page's token", push.payload?.notification.data.token ?? "");
	expect((await world.people.ana.phone.acknowledge(push)).status).toBe(200);
	const { keys, endpoint } = world.people.ana.phone.subscription.json;
	secrets.set("a push key", keys.p256dh).set("a push secret", keys.auth).set("a push endpoint", endpoint);

	const key = [...secrets.entries()].find(([name]) => name.includes("integrations key"))?.[1] ?? "";
	const alert = { title: "Payments fail" };
	for (const wrong of [key, `${key.slice(0, -1)}0`])
		await api("POST", `/inbound/generic/${wrong}`, alert, {
			authorization: "",
			"idempotency-key": "alert-1",
		});
	for (const [name, secret] of secrets)
		if (name.includes("monitors key"))
			expect((await api("POST", `/heartbeat/${secret}`, {}, { authorization: "" })).status).toBe(200);
	const token = [...secrets.entries()].find(([name]) => name.startsWith("/api/v1/tokens"))?.[1] ?? "";
	await fetch(`${url}/api/v1/users`, { headers: { authorization: `Bearer ${token}` } });
	await world.instance.fireCron();

	for (const [name, text] of secrets) expect(text.length, name).toBeGreaterThan(7);
	const { logs } = world.instance;
	await world.instance.kill();
	const files = filesUnder(state);
	expect(files.length).toBeGreaterThan(5);
	for (const [name, text] of secrets) {
		expect(
			files.filter((file) => file.bytes.includes(text)).map(({ path }) => path),
			name,
		).toEqual([]);
		expect(
			logs.filter((line) => line.includes(text)),
			name,
		).toEqual([]);
	}
	expect(files.some(({ bytes }) => bytes.includes("Payments fail"))).toBe(true);
});

function filesUnder(folder: string): { path: string; bytes: Buffer }[] {
	return readdirSync(folder, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.map((path) => ({ path, bytes: readFileSync(path) }));
}
