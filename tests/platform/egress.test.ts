import {
	createServer as createHttpServer,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckResult, Monitor, MonitorRequest } from "../../worker/monitoring/rules/monitor.ts";
import { checkOnce, type Detection, monitorOf, startDetection } from "../support/detection.ts";
import { startLagMeter } from "../support/lag.ts";
import { makePhone } from "../support/phone.ts";
import { PRIVATE_SPELLINGS } from "../support/private-spellings.ts";
import { SELF_SIGNED } from "../support/self-signed.ts";
import type { Target } from "../support/target.ts";
import { startWorld, type World } from "../support/world.ts";

const lag = startLagMeter();
type Listening = { port: number; hostPort: string; close: () => void };

async function listening(
	server: Server | ReturnType<typeof createServer>,
	host = "127.0.0.1",
): Promise<Listening> {
	await new Promise<void>((resolve) => server.listen(0, host, resolve));
	const { port } = server.address() as AddressInfo;
	return { port, hostPort: `127.0.0.1:${port}`, close: () => void server.close() };
}

/** Reached by every spelling of this machine's own addresses; nobody may. */
async function forbiddenListener() {
	let connections = 0;
	const server = createServer((socket) => {
		connections++;
		socket.destroy();
	});
	const { port, close } = await listening(server, "::");
	return { port, close, connections: () => connections };
}

afterAll(() => lag.stop());

describe("an address that is not public", () => {
	let world: World;
	let forbidden: Awaited<ReturnType<typeof forbiddenListener>>;

	beforeAll(async () => {
		forbidden = await forbiddenListener();
		world = await startWorld({ monitor: false });
	});
	afterAll(async () => {
		await world?.stop();
		forbidden?.close();
	});

	const refusedAs = async (path: string, body: object) => {
		const answer = await world.instance.api("POST", path, body);
		expect(answer.status, `${path} ${JSON.stringify(body)} ${JSON.stringify(answer.body)}`).toBe(422);
		return String(answer.body.type).split("/").at(-1);
	};

	it("is refused as a monitor's target in every spelling, and nothing arrives there", async () => {
		const words = new Map<string | undefined, number>();
		for (const host of PRIVATE_SPELLINGS) {
			const monitor = { name: "Checkout", serviceId: world.ids.service };
			const http = { ...monitor, kind: "http", target: `http://${host}:${forbidden.port}/` };
			const word = await refusedAs("/api/v1/monitors", http);
			words.set(word, (words.get(word) ?? 0) + 1);
			await refusedAs("/api/v1/monitors", { ...monitor, kind: "tcp", target: `${host}:${forbidden.port}` });
		}
		expect(words.get("target-blocked")).toBeGreaterThanOrEqual(60);
		expect(forbidden.connections()).toBe(0);
	});

	it("is refused as a webhook in every spelling", async () => {
		const path = `/api/v1/users/${world.people.ana.id}/contact-methods`;
		for (const host of PRIVATE_SPELLINGS) {
			const url = `https://${host}:${forbidden.port}/hook`;
			await refusedAs("/api/v1/webhooks", { name: "Hook", url, events: ["*"] });
			await refusedAs(path, { kind: "webhook", name: "Hook", url });
		}
		expect(forbidden.connections()).toBe(0);
	});

	it("is refused as a push endpoint in every spelling", async () => {
		const path = `/api/v1/users/${world.people.ana.id}/contact-methods`;
		const { json } = makePhone("Ana", world.push, () => world.instance.url).subscription;
		for (const host of PRIVATE_SPELLINGS) {
			const subscription = { ...json, endpoint: `https://${host}:${forbidden.port}/push/1` };
			await refusedAs(path, { kind: "push", name: "Phone", subscription });
		}
		expect(forbidden.connections()).toBe(0);
	});
});

/** An HTTP server that answers each path in its own way. */
type Answers = Record<string, (request: IncomingMessage, response: ServerResponse) => void>;

describe("an outgoing check", () => {
	const seen: IncomingMessage[] = [];
	const servers: Record<string, Listening> = {};
	let forbidden: Awaited<ReturnType<typeof forbiddenListener>>;
	let detection: Detection;

	beforeAll(async () => {
		forbidden = await forbiddenListener();
		const other = await listening(
			createHttpServer((request, response) => {
				seen.push(request);
				response.end("ok");
			}),
		);
		const answers: Answers = {
			"/well": (_, response) => void response.end("ok"),
			"/away": (_, response) => void response.writeHead(302, { location: `http://${other.hostPort}/` }).end(),
			"/inside": (_, response) =>
				void response.writeHead(302, { location: `http://127.0.0.1:${forbidden.port}/` }).end(),
			"/spelled": (_, response) =>
				void response.writeHead(307, { location: `http://0x7f.1:${forbidden.port}/` }).end(),
			"/loop": (_, response) => void response.writeHead(301, { location: "/loop" }).end(),
			"/half": (request, response) => {
				response.writeHead(200, { "content-length": "100" }).write("half of i");
				setTimeout(() => request.socket.resetAndDestroy(), 30);
			},
			"/stuck": (_, response) => void response.writeHead(200).write("and then nothing"),
			"/endless": (_, response) => {
				const pour = () =>
					void (response.write("x".repeat(65_536)) ? setImmediate(pour) : response.once("drain", pour));
				pour();
			},
		};
		Object.assign(servers, {
			http: await listening(
				createHttpServer((request, response) => answers[request.url ?? ""]?.(request, response)),
			),
			tls: await listening(createHttpsServer(SELF_SIGNED, (_, response) => void response.end("secret"))),
			reset: await listening(
				createServer((socket) => void socket.once("data", () => socket.resetAndDestroy())),
			),
			deaf: await listening(createServer((socket) => void held.push(socket))),
			gone: await listening(createServer()),
			other,
		});
		servers.gone!.close();
		const allowed = Object.values(servers).map(({ hostPort }) => ({ hostPort }) as Target);
		detection = await startDetection([...allowed, { hostPort: "nowhere.shop.example:80" } as Target]);
	});
	afterAll(async () => {
		await detection?.instance.stop();
		for (const socket of held) socket.destroy();
		for (const server of Object.values(servers)) server.close();
		forbidden?.close();
	});
	const held: Socket[] = [];

	const check = (target: string, more: Partial<Monitor> = {}) => checkOnce(detection, target, more);
	const SAYS_OK = { expect: { ...monitorOf("", {} as Target).expect, bodyContains: "ok" } };
	const at = (server: string, path = "/", scheme = "http") =>
		`${scheme}://${servers[server]!.hostPort}${path}`;

	it("is blocked, and nothing arrives, although a private target was somehow saved", async () => {
		for (const host of PRIVATE_SPELLINGS) {
			const outcome = { outcome: "down", reason: "blocked" };
			expect(await check(`http://${host}:${forbidden.port}/`)).toMatchObject(outcome);
			expect(await check(`${host}:${forbidden.port}`, { kind: "tcp" })).toMatchObject(outcome);
		}
		expect(forbidden.connections()).toBe(0);
	});

	it("is blocked where a redirect leads inside, and nothing arrives", async () => {
		const detail = "the redirect's target must be a public address";
		expect(await check(at("http", "/inside"))).toMatchObject({ reason: "blocked", detail });
		expect(await check(at("http", "/spelled"))).toMatchObject({ reason: "blocked", detail });
		expect(forbidden.connections()).toBe(0);
	});

	it("follows a redirect, but tells the other origin no secret", async () => {
		const headers = {
			authorization: "Bearer s3cret",
			"x-api-key": "s3cret",
			cookie: "a=s3cret",
			accept: "text/plain",
		};
		const result = await check(at("http", "/away"), { request: { method: "GET", headers, body: null } });
		expect(result.outcome).toBe("up");
		expect(JSON.stringify(seen.at(-1)!.headers)).not.toContain("s3cret");
		expect(seen.at(-1)!.headers).toMatchObject({ accept: "text/plain", "tocsin-region": "weur" });
	});

	it("that no HTTP request can be made of is blocked, not taken for an outage of the connection", async () => {
		const impossible: MonitorRequest[] = [
			{ method: "GET", headers: { "x-shop": "a\r\nhost: inside" }, body: null },
			{ method: "GET", headers: {}, body: "a body" },
		];
		for (const request of impossible)
			expect(await check(at("http", "/well"), { request })).toMatchObject({ reason: "blocked" });
	});

	it("does not follow redirects for ever", async () => {
		expect(await check(at("http", "/loop"))).toMatchObject({
			reason: "status",
			detail: "301; the redirects lead in a circle",
		});
	});

	it("stops reading an endless answer", async () => {
		expect(await check(at("http", "/endless"))).toMatchObject({ outcome: "up" });
	});

	it.each<[string, () => [string, Partial<Monitor>?], CheckResult["reason"]]>([
		["nobody listens", () => [at("gone")], "refused"],
		["nobody listens, over TLS", () => [at("gone", "/", "https")], "refused"],
		["the name is unknown", () => ["http://nowhere.shop.example/"], "dns"],
		["the connection breaks", () => [at("reset")], "reset"],
		["the answer breaks off", () => [at("http", "/half"), SAYS_OK], "reset"],
		["there is no answer", () => [at("deaf")], "timeout"],
		["the answer does not end", () => [at("http", "/stuck"), SAYS_OK], "timeout"],
		["the certificate is worth nothing", () => [at("tls", "/", "https")], "tls"],
		["there is no TLS", () => [at("http", "/well", "https")], "tls"],
		["a port is closed", () => [servers.gone!.hostPort, { kind: "tcp" }], "refused"],
		["the name of a port is unknown", () => ["nowhere.shop.example:80", { kind: "tcp" }], "dns"],
	])("names what went wrong when %s", async (_, target, reason) => {
		const startedAt = performance.now();
		expect(await check(...target())).toMatchObject({ outcome: "down", reason });
		expect(performance.now() - startedAt).toBeLessThan(2_500 + lag.worstMs());
	});

	it("takes a port for up when it takes the connection", async () => {
		expect(await check(servers.deaf!.hostPort, { kind: "tcp" })).toMatchObject({ outcome: "up" });
	});
});
