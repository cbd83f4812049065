/** News for many, by mail and by webhook, on the real runtime, which is killed in the middle. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LaunchedWorld, startLaunchedWorld } from "../support/launched-world.ts";
import { serveLoopback } from "../support/loopback.ts";
import { soak } from "../support/runs.ts";
import { slowness } from "../support/slowness.ts";
import { eventually } from "../support/wait.ts";

const MANY = 5_000;
/** So many messages may be on their way at once. */
const LANES = 6;
const TOLD_WITHIN_MS = 120_000;

/** What reached each reader: who, and what names the message. */
const received: { who: string; id: string; link: string | null; isNews: boolean }[] = [];
let readers: Awaited<ReturnType<typeof serveLoopback>>;
let world: LaunchedWorld;

beforeAll(async () => {
	if (!soak) return;
	readers = await serveLoopback((request, response) => void read(request, response));
	world = await startLaunchedWorld({
		monitor: false,
		egressAllow: [readers.hostPort],
		env: {
			EMAIL_PROVIDER: "relay",
			EMAIL_FROM: "status@shop.example",
			EMAIL_KEY: "key",
			EMAIL_URL: `http://${readers.hostPort}/mail`,
		},
	});
});
afterAll(async () => {
	await world?.stop();
	await readers?.close();
});

async function read(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const body = JSON.parse(await text(request));
	const isMail = request.url === "/mail";
	const id = request.headers[isMail ? "idempotency-key" : "webhook-id"];
	received.push({
		who: isMail ? body.to[0] : (request.url ?? ""),
		id: String(id),
		link: isMail ? (/http\S+(\/subscriptions\/confirm\S+)/.exec(body.text)?.[1] ?? null) : null,
		isNews: !String(id).startsWith("confirm"),
	});
	response.writeHead(200).end();
}

const counts = () => world.client.read<{ active: number; waiting: number }>("/api/v1/subscribers?limit=1");
const news = () => received.filter(({ isNews }) => isNews);
const told = (from: number) =>
	new Set(
		news()
			.slice(from)
			.map(({ who }) => who),
	).size;

async function subscribeAll(): Promise<void> {
	const wishes = Array.from({ length: MANY }, (_, i) =>
		i % 2 === 0
			? { kind: "email", target: `reader${i}@shop.example` }
			: { kind: "webhook", target: `http://${readers.hostPort}/${i}` },
	);
	for (let i = 0; i < MANY; i += 50)
		await Promise.all(
			wishes.slice(i, i + 50).map(async (wish, k) => {
				const headers = { "cf-connecting-ip": `10.0.${i / 50}.${k}` };
				const answer = await world.launched.api("POST", "/api/public/subscriptions", wish, headers);
				expect(answer.status).toBe(202);
			}),
		);
	await eventually("all questions", async () => received.length >= MANY, 300_000 * slowness());
	for (const { link } of received.filter((one) => one.link !== null)) {
		const headers = { "content-type": "application/x-www-form-urlencoded" };
		await fetch(`${world.launched.url}${link}`, { method: "POST", headers, body: "act=confirm" });
	}
	const isReady = async () => (await counts()).active === MANY;
	await eventually("all are active", isReady, 60_000 * slowness());
}

it.runIf(soak)(
	`tells ${MANY} readers within two minutes, each once, and after a kill those alone who were on their way twice`,
	async () => {
		await subscribeAll();
		const startedAt = performance.now();
		const incident = await world.declare({ severity: "P1" });
		await eventually("everybody is told", async () => told(0) === MANY, TOLD_WITHIN_MS * slowness());
		console.info(`${MANY} readers told within ${Math.round(performance.now() - startedAt)} ms`);
		expect(news()).toHaveLength(MANY);

		await eventually("nothing waits", async () => (await counts()).waiting === 0);
		const before = news().length;
		const words = { audience: "public", status: "identified", message: "We know why." };
		const path = `/api/v1/incidents/${incident.id}/updates`;
		expect((await world.launched.api("POST", path, words)).status).toBeLessThan(300);
		await eventually("some are told", async () => told(before) >= MANY / 4, 60_000, 1);
		world.launched.killNow("runtime");
		await eventually("the others are told", async () => told(before) === MANY, 180_000 * slowness());
		await eventually("nothing waits", async () => (await counts()).waiting === 0, 30_000);
		const twice = news().length - before - MANY;
		console.info(`${twice} told twice after a kill`);
		expect(twice).toBeLessThanOrEqual(LANES);
		const ids = new Map<string, Set<string>>();
		for (const { who, id } of news().slice(before)) ids.set(who, (ids.get(who) ?? new Set()).add(id));
		// Whoever was told twice can tell that it is the same.
		expect([...ids.values()].every((own) => own.size === 1)).toBe(true);
	},
	1_200_000,
);
