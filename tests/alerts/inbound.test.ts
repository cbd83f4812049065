/** Other tools' alerts, through the doors that those tools know, into incidents that page. */
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FORMATS } from "../../worker/alerts/inbound/registry.ts";
import type { WireIncident } from "../support/client.ts";
import { startLagMeter } from "../support/lag.ts";
import { serveLoopback } from "../support/loopback.ts";
import { SNS_CERTIFICATE, signedBySns } from "../support/sns.ts";
import { eventually, preciseNow } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

interface Integration {
	id: string;
	key: string;
	url: string;
}

const lag = startLagMeter();
let world: World;
let services = 0;

/** Where SNS has its certificate, and hears that it may send. */
const sns = { confirmed: 0, url: (_path: string) => "", close: async () => {} };

async function startSns(): Promise<string> {
	const server = await serveLoopback((incoming, answer) => {
		if (incoming.url === "/confirm") sns.confirmed++;
		answer.writeHead(incoming.url === "/busy" ? 500 : 200).end(SNS_CERTIFICATE);
	});
	sns.url = (path) => `http://${server.hostPort}${path}`;
	sns.close = server.close;
	return server.hostPort;
}

beforeAll(async () => {
	const hostPort = await startSns();
	world = await startWorld({
		egressAllow: [hostPort],
		monitor: false,
		levels: [{ page: ["ana"], afterSeconds: 300 }],
	});
}, 90_000);
afterAll(() => lag.stop());
afterAll(() => world?.stop());
afterAll(() => sns.close());

/** A service of its own, so that no test sees another's incidents. */
async function connect(kind: string, fields: Record<string, unknown> = {}) {
	const serviceId = await world.addService(`Service ${++services}`, fields);
	const add = (name: string) =>
		world.client.make<Integration>(`/api/v1/services/${serviceId}/integrations`, { kind, name });
	const incidents = async (): Promise<WireIncident[]> =>
		(await world.client.incidents()).filter(({ service }) => service.id === serviceId);
	return { serviceId, integration: await add("Prometheus"), add, incidents };
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
	const answer = await fetch(new URL(path, world.instance.url), {
		method: "POST",
		headers: { "content-type": "application/json", ...headers },
		body: typeof body === "string" ? body : JSON.stringify(body),
	});
	const text = await answer.text();
	// biome-ignore lint/suspicious/noExplicitAny: a test asserts what it reads from an answer
	return { status: answer.status, headers: answer.headers, body: JSON.parse(text) as any };
}

const event = (key: string, more: object = {}) => ({
	routing_key: key,
	event_action: "trigger",
	dedup_key: "checkout/5xx",
	payload: { summary: "Checkout answers 500", source: "checkout-1", severity: "critical" },
	...more,
});

describe("PagerDuty's Events API v2", () => {
	it("pages Ana for a trigger, and stops when the same key is resolved", async () => {
		const { integration, incidents } = await connect("events-v2");
		const since = preciseNow();
		const answer = await post("/v2/enqueue", event(integration.key));
		expect(answer).toMatchObject({
			status: 202,
			body: { status: "success", message: "Event processed", dedup_key: "checkout/5xx" },
		});
		const push = await world.people.ana.phone.waitForPage(since, 5_000);
		expect(push.at - since).toBeLessThan(2_000 + lag.worstMs());
		const id = push.payload?.notification.data.incidentId ?? "";
		expect(await world.client.incident(id)).toMatchObject({
			title: "Checkout answers 500",
			severity: "P1",
			state: "triggered",
			source: { kind: "integration", id: integration.id, name: "Prometheus" },
		});
		expect((await world.client.timeline(id)).map(({ type }) => type)).toContain("alert_received");
		expect((await post("/v2/enqueue/", event(integration.key, { event_action: "resolve" }))).status).toBe(
			202,
		);
		expect(await world.client.incident(id)).toMatchObject({ state: "resolved" });
		await eventually("the list knows", async () => (await incidents())[0]?.state === "resolved");
	});

	it("acknowledges in the tool's name", async () => {
		const { integration, incidents } = await connect("events-v2");
		await post("/v2/enqueue", event(integration.key));
		await post("/v2/enqueue", event(integration.key, { event_action: "acknowledge" }));
		const [incident] = await eventually("it is listed", async () => {
			const found = await incidents();
			return found.length > 0 && found;
		});
		expect(await world.client.incident(incident!.id)).toMatchObject({
			state: "acknowledged",
			acknowledgedBy: { kind: "integration", name: "Prometheus" },
			lead: null,
		});
	});

	it("takes the service's default severity, reopens within the window and opens anew after it", async () => {
		const { integration, incidents } = await connect("generic", {
			reopenWindowSeconds: 2,
			defaultSeverity: "P4",
		});
		const send = (action: string) =>
			post(`/inbound/generic/${integration.key}`, { title: "Queue is long", dedupKey: "queue", action });
		const first = await send("trigger");
		expect(first).toMatchObject({ status: 202, body: { status: "triggered", dedupKey: "queue" } });
		expect(await world.client.incident(first.body.incidentId)).toMatchObject({ severity: "P4" });
		await send("resolve");
		expect((await send("trigger")).body).toEqual({ ...first.body, status: "reopened" });
		expect(await world.client.incident(first.body.incidentId)).toMatchObject({
			state: "triggered",
			epoch: 2,
		});
		await send("resolve");
		await new Promise((resolve) => setTimeout(resolve, 2_100));
		expect((await send("trigger")).body).toMatchObject({ status: "triggered" });
		await eventually("both are listed", async () => (await incidents()).length === 2);
	});

	it("makes a key for a trigger without one, and answers it", async () => {
		const { integration } = await connect("events-v2");
		const sent = await post("/v2/enqueue", event(integration.key, { dedup_key: undefined }));
		expect(sent.body.dedup_key).toMatch(/^[0-9a-f]{32}$/);
	});

	it("F57: keeps the same key of two integrations apart", async () => {
		const { integration, add, incidents } = await connect("events-v2");
		const second = await add("Grafana");
		for (const { key } of [integration, second]) await post("/v2/enqueue", event(key));
		await eventually("both are listed", async () => (await incidents()).length === 2);
	});

	it.each([
		["what is no JSON", "{"],
		["nothing", ""],
		["a list", []],
		[
			"an unknown key",
			{ routing_key: "0123456789abcdef0123456789abcdef", event_action: "resolve", dedup_key: "k" },
		],
		["an event without a payload", { routing_key: "k", event_action: "trigger" }],
	])("refuses %s in PagerDuty's shape", async (_, body) => {
		const answer = await post("/v2/enqueue", body);
		expect(answer.status).toBe(400);
		expect(answer.body).toEqual({
			status: "invalid event",
			message: "Event object is invalid",
			errors: expect.arrayContaining([expect.any(String)]),
		});
	});

	it("believes the sender who calls JSON a form, as curl does", async () => {
		const { integration } = await connect("events-v2");
		const form = { "content-type": "application/x-www-form-urlencoded" };
		expect((await post("/v2/enqueue", event(integration.key), form)).status).toBe(202);
	});

	it("no longer takes a key whose integration was disabled or deleted", async () => {
		const { serviceId, integration, add } = await connect("events-v2");
		const path = `/api/v1/services/${serviceId}/integrations`;
		const second = await add("Grafana");
		await world.client.call("PATCH", `${path}/${integration.id}`, { disabled: true });
		await world.instance.api("DELETE", `${path}/${second.id}`);
		for (const { key } of [integration, second])
			expect((await post("/v2/enqueue", event(key))).status).toBe(400);
		await world.client.call("PATCH", `${path}/${integration.id}`, { disabled: false });
		expect((await post("/v2/enqueue", event(integration.key))).status).toBe(202);
	});
});

describe("Alertmanager", () => {
	const alert = (fingerprint: string, status = "firing") => ({
		status,
		fingerprint,
		labels: { alertname: "HighErrorRate", severity: "warning", instance: fingerprint },
		annotations: { summary: `${fingerprint} answers 500` },
		startsAt: "2026-01-05T09:00:00.000Z",
		endsAt: "0001-01-01T00:00:00Z",
		generatorURL: "http://prometheus.example:9090/graph",
	});
	const group = (alerts: unknown[], status = "firing", groupKey = '{}:{alertname="HighErrorRate"}') => ({
		version: "4",
		groupKey,
		truncatedAlerts: 0,
		status,
		receiver: "tocsin",
		groupLabels: { alertname: "HighErrorRate" },
		commonLabels: { alertname: "HighErrorRate" },
		commonAnnotations: {},
		externalURL: "http://alertmanager.example:9093",
		alerts,
	});

	it("is one incident for a group, resolved when all of its alerts are", async () => {
		const { integration, incidents } = await connect("alertmanager");
		const send = (body: unknown) => post(`/inbound/alertmanager/${integration.key}`, body);
		const first = await send(group([alert("a"), alert("b"), "odd"]));
		expect(first.status).toBe(202);
		expect(first.body.results).toEqual([
			expect.objectContaining({ fingerprint: "a", status: "triggered" }),
			expect.objectContaining({ fingerprint: "b", status: "updated" }),
			{ fingerprint: null, status: "ignored", incidentId: null },
		]);
		const id = first.body.results[0].incidentId;
		await send(group([alert("a", "resolved"), alert("b")]));
		expect(await world.client.incident(id)).toMatchObject({ state: "triggered", severity: "P3" });
		await send(group([alert("b", "resolved")], "resolved"));
		expect(await world.client.incident(id)).toMatchObject({ state: "resolved" });
		expect((await world.client.timeline(id)).filter(({ type }) => type === "alert_received")).toHaveLength(3);
		await eventually("it is listed", async () => (await incidents()).length === 1);
	});

	it("opens an incident for each group", async () => {
		const { integration } = await connect("alertmanager");
		const send = async (groupKey: string) =>
			(await post(`/inbound/alertmanager/${integration.key}/`, group([alert("a")], "firing", groupKey))).body;
		const [one, two] = [await send("one"), await send("two")];
		expect(one.results[0].incidentId).not.toBe(two.results[0].incidentId);
	});

	it("is refused only for a bad key, for what cannot be read, and above 1 MB", async () => {
		const { integration } = await connect("alertmanager");
		const path = `/inbound/alertmanager/${integration.key}`;
		expect(await post("/inbound/alertmanager/nonsense", group([alert("a")]))).toMatchObject({
			status: 401,
			body: { type: expect.stringMatching(/unauthenticated$/) },
		});
		for (const body of ["{", { alerts: "none" }, []]) expect((await post(path, body)).status).toBe(400);
		const padded = (bytes: number) => ({ ...group([alert("a")]), padding: "x".repeat(bytes) });
		expect((await post(path, padded(900 * 1_024))).status).toBe(202);
		expect((await post(path, padded(1_024 * 1_024))).status).toBe(413);
	});
});

describe("the generic hook", () => {
	it("keeps what strangers send as plain, bounded data", async () => {
		const { integration } = await connect("generic");
		const body = `{"title":"Queue \\u202e is\\u0000 long\\ud800","details":{"__proto__":{"admin":true},"log":"${"x".repeat(200_000)}"}}`;
		const { status, body: taken } = await post(`/inbound/generic/${integration.key}`, body);
		expect(status).toBe(202);
		expect(await world.client.incident(taken.incidentId)).toMatchObject({ title: "Queue is long\ufffd" });
		const timeline = await world.client.timeline(taken.incidentId);
		const details = timeline.find(({ type }) => type === "alert_received")?.data.details;
		expect(Buffer.byteLength(JSON.stringify(details))).toBeLessThanOrEqual(65_536);
		expect(details).toMatchObject({ "(__proto__)": { admin: true }, truncated: expect.any(String) });
	});

	it("names the fields that are wrong", async () => {
		const { integration } = await connect("generic");
		expect(await post(`/inbound/generic/${integration.key}`, { action: "explode" })).toMatchObject({
			status: 422,
			body: { errors: [{ pointer: "/action" }, { pointer: "/title" }] },
		});
	});

	it("stops reading at 512 KB, however long the sender goes on", async () => {
		const { integration } = await connect("generic");
		const status = await new Promise<number>((resolve, reject) => {
			const url = new URL(`/inbound/generic/${integration.key}`, world.instance.url);
			const sending = request(url, { method: "POST" }, (answer) => {
				resolve(answer.statusCode ?? 0);
				sending.destroy();
			});
			sending.on("error", reject);
			// Past the limit it goes on slowly, so that the answer is read before a closed connection is noticed.
			let chunks = 0;
			const more = () => {
				if (sending.destroyed) return;
				chunks++;
				sending.write("x".repeat(64 * 1_024), () => setTimeout(more, chunks > 9 ? 500 : 1));
			};
			more();
		});
		expect(status).toBe(413);
	});
});

describe("a service's alert keys", () => {
	it("say what became of each, page by page, and of one that is asked for", async () => {
		const { serviceId, integration } = await connect("generic");
		const path = `/api/v1/services/${serviceId}/alert-keys`;
		const send = (dedupKey: string, action = "trigger") =>
			post(`/inbound/generic/${integration.key}`, { title: "Queue is long", dedupKey, action });
		const first = (await send("a")).body;
		for (const key of ["b", "b", "c"]) await send(key);
		await send("a", "resolve");
		const listed = await world.client.list<{ dedupKey: string; state: string }>(path);
		expect(listed.map(({ dedupKey, state }) => `${dedupKey} ${state}`)).toEqual([
			"a resolved",
			"b firing",
			"c firing",
		]);
		const { body: page } = await world.instance.api("GET", `${path}?limit=2`);
		const { body: rest } = await world.instance.api("GET", `${path}?limit=2&cursor=${page.nextCursor}`);
		expect([page.items.length, rest.items.length, rest.nextCursor]).toEqual([2, 1, null]);
		const one = `${path}?integrationId=${integration.id}&dedupKey=a`;
		expect((await world.instance.api("GET", one)).body.items).toEqual([
			{
				integrationId: integration.id,
				dedupKey: "a",
				incidentId: first.incidentId,
				state: "resolved",
				heldUntil: null,
				received: 1,
				suppressed: 0,
			},
		]);
		const unknown = "/api/v1/services/svc_01J0000000000000000000000Z/alert-keys";
		expect((await world.instance.api("GET", unknown)).status).toBe(404);
	});
});

describe("the doors", () => {
	it("say which exist and that Send alerts with POST.", async () => {
		const status = async (method: string, path: string) =>
			(await fetch(new URL(path, world.instance.url), { method })).status;
		expect(await status("GET", "/v2/enqueue")).toBe(405);
		expect(await status("PUT", "/inbound/generic/key/")).toBe(405);
		expect(await status("POST", "/inbound/fax/key")).toBe(404);
		expect(await status("GET", "/inbound")).toBe(404);
	});

	it("S23: write to the log that an alert came, for which service and what it was answered, and never its key", async () => {
		const { serviceId, integration } = await connect("generic");
		await post(`/inbound/generic/${integration.key}`, { title: "Queue is long" });
		await post(`/inbound/generic/${integration.key}`, { title: "" });
		const { logs } = world.instance;
		const lines = () => logs.filter((line) => /"inbound\.answered"/.test(line) && line.includes(serviceId));
		await eventually("two lines", () => lines().length === 2);
		expect(lines().map((line) => /"status":(\d+)/.exec(line)?.[1])).toEqual(["202", "422"]);
		expect(logs.join("\n")).not.toContain(integration.key);
	});
});

describe("what was recorded of a tool", () => {
	async function tryOut(kind: string): Promise<void> {
		const { integration, incidents } = await connect(kind);
		const file = join(import.meta.dirname, `../../worker/alerts/inbound/${kind}/sample.json`);
		const { sent, means, headers = {} } = JSON.parse(readFileSync(file, "utf8"));
		const withKey = (part: object) => JSON.stringify(part).replaceAll("{key}", integration.key);
		const signed =
			kind === "cloudwatch" ? signedBySns({ ...sent, SigningCertURL: sns.url("/cert.pem") }) : sent;
		const { pathname } = new URL(integration.url);
		const send = () => post(pathname, withKey(signed), JSON.parse(withKey(headers)));
		expect([kind, (await send()).status, (await send()).status]).toEqual([kind, 202, 202]);
		const found = await eventually(`${kind} is listed`, async () => {
			const listed = await incidents();
			return listed.length > 0 && listed;
		});
		expect(found.map(({ title }) => title)).toEqual([means[0].title]);
	}

	it("opens one incident by the address that its tool is given, and the same again none", async () => {
		await Promise.all(FORMATS.map(({ kind }) => tryOut(kind)));
	});
});

describe("Amazon SNS", () => {
	it("is told that it may send, and is believed by its signature alone", async () => {
		const { integration, incidents } = await connect("cloudwatch");
		const path = `/inbound/cloudwatch/${integration.key}`;
		const SigningCertURL = sns.url("/cert.pem");
		const asks = (SubscribeURL: string) =>
			post(path, signedBySns({ Type: "SubscriptionConfirmation", SigningCertURL, SubscribeURL }));
		expect((await asks("https://evil.example/confirm")).status).toBe(401);
		expect((await asks(sns.url("/busy"))).status).toBe(503);
		expect((await asks(sns.url("/confirm"))).status).toBe(202);
		expect(sns.confirmed).toBe(1);
		const alarm = signedBySns({ SigningCertURL, Message: '{"AlarmName":"5xx","NewStateValue":"ALARM"}' });
		expect((await post(path, { ...alarm, MessageId: "forged" })).status).toBe(401);
		const elsewhere = { ...alarm, SigningCertURL: "https://evil.example/cert.pem" };
		expect((await post(path, elsewhere)).status).toBe(401);
		expect((await post(`${path.slice(0, -64)}${"0".repeat(64)}`, alarm)).status).toBe(401);
		expect(await incidents()).toEqual([]);
	});
});

describe("Opsgenie’s Alert API", () => {
	it("creates, acknowledges, notes and closes by alias", async () => {
		const { integration, incidents } = await connect("opsgenie");
		const send = (path: string, body: unknown, key = integration.key) =>
			post(path, body, { authorization: `GenieKey ${key}` });
		const alert = { message: "Checkout answers 500", alias: "checkout/5xx", priority: "P2" };
		expect((await send("/v2/alerts", alert, "unknown")).status).toBe(401);
		expect((await send("/v2/alerts", { alias: "a" })).body.errors).toEqual({
			message: "Message can not be empty.",
		});
		expect(await send("/v2/alerts", alert)).toMatchObject({
			status: 202,
			body: { result: "Request will be processed", took: expect.any(Number), requestId: expect.any(String) },
		});
		const on = (act: string, body: unknown) =>
			send(`/v2/alerts/${encodeURIComponent("checkout/5xx")}/${act}?identifierType=alias`, body);
		expect((await on("acknowledge", "")).status).toBe(202);
		const [{ id } = { id: "" }] = await eventually("it is listed", async () => {
			const found = await incidents();
			return found.length > 0 && found;
		});
		expect(await world.client.incident(id)).toMatchObject({ state: "acknowledged", severity: "P2" });
		expect((await on("notes", { note: "The pool is full", user: "ana" })).status).toBe(202);
		expect((await on("close", { note: "Raised it" })).status).toBe(202);
		expect(await world.client.incident(id)).toMatchObject({ state: "resolved" });
		const notes = (await world.client.timeline(id)).filter(({ type }) => type === "note_added");
		expect(notes.map(({ data }) => data.text)).toEqual(["ana: The pool is full", "Raised it"]);
		expect((await send("/v2/alerts/nobody/notes?identifierType=alias", { note: "?" })).status).toBe(202);
	});
});

interface Heartbeat {
	id: string;
	key: string;
	url: string;
}

describe("a job that reports in", () => {
	const heartbeat = (serviceId: string, fields: object = {}) =>
		world.client.make<Heartbeat>("/api/v1/monitors", {
			...{ name: "Nightly backup", kind: "heartbeat", serviceId },
			...{ intervalSeconds: 10, graceSeconds: 1, ...fields },
		});
	const monitor = (id: string) => world.client.read<Record<string, unknown>>(`/api/v1/monitors/${id}`);
	const report = async (url: string, method = "GET", body?: string) => {
		const answer = await fetch(new URL(new URL(url).pathname, world.instance.url), {
			method,
			...(body && { body }),
		});
		return { status: answer.status, text: await answer.text(), allow: answer.headers.get("allow") };
	};

	/** Its incident, once somebody is called for it. */
	const paged = async (incidents: () => Promise<WireIncident[]>) =>
		eventually(
			"somebody is paged",
			async () => {
				const [incident] = await incidents();
				const timeline = incident ? await world.client.timeline(incident.id) : [];
				const [opened] = timeline;
				return (
					opened && timeline.some(({ type }) => type === "page_queued") && { incident: incident!, opened }
				);
			},
			20_000,
		);

	it("pages when it stays silent, and its next beat ends that", async () => {
		const { serviceId, incidents } = await connect("generic");
		const { id, url } = await heartbeat(serviceId);
		expect(await monitor(id)).toMatchObject({ state: "pending", heartbeat: { lastBeatAt: null } });
		const since = Date.now();
		expect((await report(url)).status).toBe(200);
		expect(await monitor(id)).toMatchObject({ state: "up", target: null, intervalSeconds: 10 });
		const { incident } = await paged(incidents);
		expect(incident.title).toBe("Nightly backup is late");
		const waitedMs = Date.parse(incident.triggeredAt) - since;
		expect(waitedMs).toBeGreaterThanOrEqual(11_000);
		expect(waitedMs).toBeLessThan(13_000 + lag.worstMs());
		await report(url);
		await eventually("it is over", async () => (await incidents())[0]?.state === "resolved");
	});

	it("pages at once when it reports a failure, with what it said, and not while it is paused", async () => {
		const { serviceId, incidents } = await connect("generic");
		const { id, url } = await heartbeat(serviceId, { intervalSeconds: 3_600 });
		const pause = (paused: boolean) => world.client.call("PATCH", `/api/v1/monitors/${id}`, { paused });
		await pause(true);
		expect((await report(`${url}/fail`, "POST", "still moving")).status).toBe(200);
		expect(await monitor(id)).toMatchObject({ state: "paused" });
		await report(url);
		await pause(false);
		expect((await report(`${url}/start`, "POST")).status).toBe(200);
		expect(await incidents()).toEqual([]);
		expect((await report(`${url}/fail`, "POST", `disk full\n${"x".repeat(4_000)}`)).status).toBe(200);
		const { incident, opened } = await paged(incidents);
		expect(incident.title).toBe("Nightly backup failed");
		const [{ detail } = { detail: "" }] = opened.data.evidence as { detail: string }[];
		expect(detail).toMatch(/^disk full/);
		expect(detail.length).toBe(1_024);
		expect(await monitor(id)).toMatchObject({
			state: "down",
			heartbeat: { lastDurationMs: expect.any(Number) },
		});
	});

	it("is answered by GET, HEAD and POST, with a slash at the end too, and by no other method", async () => {
		const { serviceId } = await connect("generic");
		const { url } = await heartbeat(serviceId, { schedule: null });
		expect(url).toMatch(/^http:\/\/localhost:\d+\/heartbeat\/thk[0-9A-Za-z]+$/);
		const ok = { status: 200, text: "OK\n", allow: null };
		expect(await report(url)).toEqual(ok);
		expect(await report(url, "POST", "any log")).toEqual(ok);
		expect(await report(`${url}/`)).toEqual(ok);
		expect(await report(url, "HEAD")).toEqual({ ...ok, text: "" });
		expect(await report(url, "PUT")).toMatchObject({ status: 405, allow: "GET, HEAD, POST" });
	});

	it("has a key that is shown once, and ends when there is a new one", async () => {
		const { serviceId } = await connect("generic");
		const { id, key, url } = await heartbeat(serviceId);
		expect(url.endsWith(`/heartbeat/${key}`)).toBe(true);
		const later = await monitor(id);
		expect(JSON.stringify(later)).not.toContain(key);
		expect(later.url).toBe(url.replace(key, "{key}"));
		const renewed = await world.client.call<Heartbeat>("POST", `/api/v1/monitors/${id}/key`);
		expect(renewed.url).toBe(url.replace(key, renewed.key));
		expect((await report(url)).status).toBe(404);
		expect((await report(renewed.url)).status).toBe(200);
		const unknown = await Promise.all(
			["key", "thk", key.replace(/.$/, key.endsWith("0") ? "1" : "0"), key.slice(0, -1)].map((wrong) =>
				report(`${world.instance.url}/heartbeat/${wrong}`),
			),
		);
		expect(unknown.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
		expect(world.instance.logs.join("\n")).toContain(`"heartbeat.heard"`);
		for (const secret of [key, renewed.key]) expect(world.instance.logs.join("\n")).not.toContain(secret);
	});

	it("reports by its name, as it did to Opsgenie, with the key of an integration of its team", async () => {
		const { integration } = await connect("opsgenie");
		const other = await world.addService(`Service ${++services}`);
		const { id } = await heartbeat(other, { name: "Billing run: à 02:00" });
		const ping = async (name: string, key = integration.key, method = "GET") => {
			const path = `/v2/heartbeats/${encodeURIComponent(name)}/ping`;
			const headers = { authorization: `GenieKey ${key}` };
			const answer = await fetch(new URL(path, world.instance.url), { method, headers });
			return { status: answer.status, body: await answer.json() };
		};
		const pong = {
			status: 202,
			body: { result: "PONG - Heartbeat received", took: expect.any(Number), requestId: expect.any(String) },
		};
		expect(await ping("Billing run: à 02:00")).toEqual(pong);
		expect(await monitor(id)).toMatchObject({ state: "up" });
		expect(await ping("Billing run: à 02:00", integration.key, "POST")).toEqual(pong);
		expect(await ping("billing")).toMatchObject({
			status: 404,
			body: { message: "Heartbeat with name [billing] does not exist." },
		});
		expect((await ping("Billing run: à 02:00", "unknown")).status).toBe(401);
		const { integration: strange } = await connect("opsgenie", { teamId: null });
		expect((await ping("Billing run: à 02:00", strange.key)).status).toBe(404);
	});
});

describe("a kill right after the answer", () => {
	it("loses no accepted alert and opens nothing twice", async () => {
		const { integration, incidents } = await connect("events-v2");
		const keys = Array.from({ length: 12 }, (_, i) => `problem-${i}`);
		const send = (dedup_key: string) => post("/v2/enqueue", event(integration.key, { dedup_key }));
		// Whoever is told by 503 to come again comes again, as senders do.
		const isTaken = async (key: string) => (await send(key)).status === 202;
		await Promise.all(keys.map((key) => eventually("it is taken", () => isTaken(key))));
		await world.instance.kill();
		await world.instance.restart();
		for (const key of keys) await eventually("it is taken again", () => isTaken(key));
		await world.instance.fireCron();
		const open = await eventually("all are listed", async () => {
			const found = await incidents();
			return found.length >= keys.length && found;
		});
		expect(open).toHaveLength(keys.length);
		for (const { id } of open) {
			const timeline = await world.client.timeline(id);
			expect(timeline.map(({ seq }) => seq)).toEqual(timeline.map((_, i) => i + 1));
			expect(timeline.filter(({ type }) => type === "alert_received")).toHaveLength(2);
		}
	}, 60_000);
});
