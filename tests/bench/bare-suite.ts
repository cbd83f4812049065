import { join } from "node:path";
import { bundleWorker } from "../../scripts/build.ts";
import { makeSubscriptionKeys, subscriptionJson } from "../../scripts/demo/push/subscription.ts";
import type { PageMessage } from "../../worker/paging/rules/payload.ts";
import { type Bare, CF_HEADER, startBare } from "./bare.ts";
import { startManyTargets, startPushSink } from "./doubles.ts";
import { load } from "./load.ts";
import { costOf, type Figure, percentile } from "./measure.ts";
import { HUNDRED_COMPONENTS } from "./shop.ts";

const CHECKS = 4_500;
const PUSHES = 2_000;
const SECONDS = 4;
const CONNECTIONS = 50;
const GZIP = { "accept-encoding": "gzip", [CF_HEADER]: JSON.stringify({ clientAcceptEncoding: "gzip" }) };

/** Check, push and status page on bare workerd, beside an empty Worker in the same run. */
export async function benchBare(): Promise<Figure[]> {
	const targets = await startManyTargets();
	const sink = await startPushSink();
	const bare = await startBare({
		bundle: join(await bundleWorker("tests/entries/bench.ts"), "index.js"),
		objects: { VAULT: "Vault", PUBLICATION: "Publication" },
		env: {
			MASTER_KEY: "dGVzdC1tYXN0ZXIta2V5LTAxMjM0NTY3ODlhYmNkZWY",
			PUBLIC_URL: "http://localhost:8787",
			EGRESS_ALLOW: `${targets.hostPort},${sink.hostPort}`,
		},
	});
	try {
		const empty = await requestCost(bare, "/bench/empty");
		return [
			figure("empty.cpu", "Empty Worker: CPU per request", empty.cpuMs, "ms"),
			figure("empty.rate", "Empty Worker: requests per second", empty.perSecond, "/s"),
			...(await checkFigures(bare, targets.hostPort)),
			...(await pushFigures(bare, sink.hostPort, sink.bytes)),
			...(await pageFigures(bare, empty.cpuMs)),
		];
	} finally {
		bare.stop();
		await Promise.all([targets.close(), sink.close()]);
	}
}

function figure(name: string, what: string, value: number, unit: string, goal?: Figure["goal"]): Figure {
	return { name, what, value, unit, ...(goal && { goal }) };
}

async function checkFigures(bare: Bare, hostPort: string): Promise<Figure[]> {
	const run = (count: number, monitor: object) => ask(bare, "/bench/checks", { count, monitor });
	const http = { ...MONITOR, target: `http://${hostPort}/0` };
	const tcp = { ...MONITOR, kind: "tcp", target: hostPort };
	await run(600, http);
	const httpCost = await costOf(bare.pid, () => run(CHECKS, http));
	const tcpCost = await costOf(bare.pid, () => run(CHECKS, tcp));
	mustBe(httpCost.value, { up: CHECKS });
	mustBe(tcpCost.value, { up: CHECKS });
	const perThousand = (ms: number) => ms / 1_000 / (CHECKS / 1_000);
	return [
		figure("check.http_cpu", "CPU per 1,000 HTTP checks", perThousand(httpCost.cpuMs), "s", { atMost: 0.3 }),
		figure("check.tcp_cpu", "CPU per 1,000 TCP checks", perThousand(tcpCost.cpuMs), "s"),
		figure("check.http_rate", "HTTP checks per second, one prober", CHECKS / (httpCost.wallMs / 1_000), "/s"),
	];
}

async function pushFigures(bare: Bare, hostPort: string, bytes: () => number): Promise<Figure[]> {
	const subscriptions = Array.from({ length: 50 }, (_, n) =>
		subscriptionJson(`http://${hostPort}/push/${n}`, makeSubscriptionKeys()),
	);
	const run = (count: number) => ask(bare, "/bench/pushes", { subscriptions, message: MESSAGE, count });
	await run(300);
	const bytesBefore = bytes();
	const cost = await costOf(bare.pid, () => run(PUSHES));
	mustBe(cost.value, { accepted: PUSHES });
	return [
		figure("push.cpu", "CPU per push, encrypted, signed and sent", cost.cpuMs / PUSHES, "ms", {
			atMost: 0.5,
		}),
		figure("push.bytes", "Bytes of a push request's body", (bytes() - bytesBefore) / PUSHES, "B", {
			atMost: 4_096,
		}),
		figure("push.rate", "Pushes per second", PUSHES / (cost.wallMs / 1_000), "/s"),
	];
}

async function pageFigures(bare: Bare, emptyCpuMs: number): Promise<Figure[]> {
	await ask(bare, "/bench/show", HUNDRED_COMPONENTS);
	const fresh = await requestCost(bare, "/bench/rendered", GZIP);
	const kept = await requestCost(bare, "/", GZIP);
	const known = await requestCost(bare, "/", { ...GZIP, "if-none-match": "*" });
	return [
		figure("page.bytes", "Status page, 100 components, gzip", kept.bodyBytes, "B", { atMost: 14_336 }),
		figure("page.rendered_cpu", "Status page made anew: CPU", fresh.cpuMs, "ms", { atMost: 1 }),
		figure("page.rendered_rate", "Status page made anew: requests per second", fresh.perSecond, "/s"),
		figure("page.kept_cpu", "Status page kept: CPU per request", kept.cpuMs, "ms", { atMost: 1 }),
		figure("page.kept_rate", "Status page kept: requests per second", kept.perSecond, "/s", {
			atLeast: 1_500,
		}),
		figure("page.kept_p99", "Status page kept: p99 with 50 at once", kept.p99, "ms", { atMost: 200 }),
		figure("page.304_rate", "Status page not modified: requests per second", known.perSecond, "/s"),
		figure("page.ratio", "Status page kept: CPU over an empty Worker's", kept.cpuMs / emptyCpuMs, "×"),
	];
}

async function requestCost(bare: Bare, path: string, headers: Record<string, string> = {}) {
	const options = { port: bare.port, path, headers, connections: CONNECTIONS, requests: 100_000 };
	await load({ ...options, seconds: 1 });
	const { value, cpuMs } = await costOf(bare.pid, () => load({ ...options, seconds: SECONDS }));
	const { requests, perSecond, bodyBytes, latenciesMs, statuses } = value;
	const wanted = headers["if-none-match"] ? 304 : 200;
	if (statuses[wanted] !== requests) throw new Error(`${path} answered ${JSON.stringify(statuses)}`);
	return { perSecond, bodyBytes, cpuMs: cpuMs / requests, p99: percentile(latenciesMs, 0.99) };
}

async function ask(bare: Bare, path: string, body: unknown): Promise<unknown> {
	const answer = await fetch(`${bare.url}${path}`, { method: "POST", body: JSON.stringify(body) });
	if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}\n${bare.complaints()}`);
	return answer.json();
}

/** Work that failed would be fast, and count for nothing. */
function mustBe(outcomes: unknown, wanted: Record<string, number>): void {
	const got = JSON.stringify(outcomes);
	if (got !== JSON.stringify(wanted)) throw new Error(`expected ${JSON.stringify(wanted)}, got ${got}`);
}

const MONITOR = {
	id: "mon_01JCHECKOUT00000000000000A",
	name: "Checkout answers",
	serviceId: "svc_01JCHECKOUT00000000000000A",
	kind: "http",
	intervalSeconds: 30,
	timeoutSeconds: 10,
	regions: ["weur", "enam", "apac"],
	quorum: 2,
	failureThreshold: 1,
	recoveryThreshold: 2,
	request: { method: "GET", headers: {}, body: null },
	expect: {
		status: ["200-299"],
		bodyContains: null,
		bodyOmits: null,
		bodyMatches: null,
		json: [],
		headers: {},
		latencyBelowMs: null,
		certificateDaysLeft: null,
	},
	severity: null,
	paused: false,
};

const MESSAGE: PageMessage = {
	kind: "page",
	pageId: "pag_01JCHECKOUT00000000000000A",
	incidentId: "inc_01JCHECKOUT00000000000000A",
	epoch: 1,
	number: 418,
	severity: "P1",
	urgency: "high",
	service: "Checkout",
	title: "Checkout answers is down: 503 in 212 ms, seen from weur and enam",
	level: 1,
	attempt: 1,
	flapping: false,
	navigate: "https://tocsin.shop.example/app/p#t=0123456789abcdefghijklmnopqrstuvwxyzABCDEFG",
	token: "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG",
	ttlSeconds: 300,
};
