import { type Client, clientOf } from "../support/client.ts";
import { startInstance } from "../support/instance.ts";
import { type PushService, startPushService } from "../support/push-service.ts";
import { eventually, preciseNow, sleep } from "../support/wait.ts";
import { type ManyTargets, startManyTargets } from "./doubles.ts";

export interface FleetOptions {
	monitors: number;
	intervalSeconds: number;
	/** Further monitors whose target never answers. */
	hung?: number;
	entry?: string;
}

/** One outage, in epoch ms: broken by us, seen failing, failing again elsewhere, and the first push about it. */
export interface Outage {
	brokenAt: number;
	failedAt: number;
	confirmedAt: number;
	pushedAt: number;
}

/** An instance with many monitors, those first in line each on a service of its own, which page Ana. */
export interface Fleet {
	port: number;
	monitors: number;
	intervalMs: number;
	/** Every line that the instance logged. */
	logs: string[];
	pid(): number;
	asked(): number;
	written(): Promise<Record<string, { rows: number; bytes: number }>>;
	breakOneByOne(count: number): Promise<Outage[]>;
	stop(): Promise<void>;
}

const SERVICES = 30;
const AT_ONCE = 10;

export async function startFleet(options: FleetOptions): Promise<Fleet> {
	const targets = await startManyTargets();
	const push = await startPushService();
	const instance = await startInstance({
		cron: true,
		egressAllow: [targets.hostPort, push.hostPort],
		...(options.entry && { entry: options.entry }),
	});
	await makeWorld(clientOf(instance.api), push, targets, options);
	// What the set-up left in memory is not what is measured.
	await instance.restart();
	await firstChecksAreOver(targets, options);
	// What is new is told to every object once by the minute tick; after that nothing happens but checks.
	await instance.fireCron();
	const intervalMs = options.intervalSeconds * 1_000;
	const outdoors = { targets, push, intervalMs };
	return {
		port: instance.port,
		monitors: options.monitors,
		intervalMs,
		logs: instance.logs,
		pid: () => instance.pids[0] ?? 0,
		asked: targets.asked,
		written: async () => (await fetch(`${instance.url}/bench/written`)).json() as never,
		breakOneByOne: (count) => (options.monitors > SERVICES ? breakSpread : breakAlone)(outdoors, count),
		stop: async () => {
			await instance.stop();
			await Promise.all([targets.close(), push.close()]);
		},
	};
}

async function makeWorld(
	client: Client,
	push: PushService,
	targets: ManyTargets,
	options: FleetOptions,
): Promise<void> {
	const ana = await client.make("/api/v1/users", { name: "Ana", email: "ana@shop.example", role: "admin" });
	const { json: subscription } = push.subscribe("Ana");
	await client.make(`/api/v1/users/${ana.id}/contact-methods`, { kind: "push", name: "Phone", subscription });
	const policy = await client.make("/api/v1/escalation-policies", {
		name: "Ana",
		levels: [{ targets: [{ kind: "user", id: ana.id }], escalateAfterSeconds: 3_600 }],
		repeat: 0,
	});
	const services: string[] = [];
	for (let n = 0; n < SERVICES; n++) {
		const fields = { name: `Service ${n}.`, escalationPolicyId: policy.id, defaultSeverity: "P2" };
		services.push((await client.make("/api/v1/services", fields)).id);
	}
	const monitor = (name: string, n: number, path: string) =>
		client.make("/api/v1/monitors", {
			name,
			serviceId: services[n % SERVICES],
			kind: "http",
			target: `http://${targets.hostPort}${path}`,
			intervalSeconds: options.intervalSeconds,
			timeoutSeconds: 5,
		});
	await inTurns(options.monitors, (n) => monitor(`Monitor ${n}.`, n, `/${n}`));
	await inTurns(options.hung ?? 0, (n) => monitor(`Hung ${n}.`, SERVICES - 1, `/hang/${n}`));
}

/** A few at a time, so that the set-up of a thousand takes seconds. */
async function inTurns(count: number, make: (n: number) => Promise<unknown>): Promise<void> {
	let next = 0;
	const lane = async () => {
		for (let n = next++; n < count; n = next++) await make(n);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** Every monitor was seen once more, and the first burst has passed. */
async function firstChecksAreOver(targets: ManyTargets, options: FleetOptions): Promise<void> {
	const enough = targets.asked() + options.monitors;
	await eventually("first checks", () => targets.asked() >= enough, 120_000, 200);
	await sleep(options.intervalSeconds * 1_000);
}

const GOLDEN = 0.618;

/** One outage at a time, at another moment of the interval each: few monitors share their moments of checking. */
async function breakAlone({ targets, push, intervalMs }: Outdoors, count: number): Promise<Outage[]> {
	const outages: Outage[] = [];
	for (let n = 0; n < count; n++) {
		await sleep(((n * GOLDEN) % 1) * intervalMs);
		outages.push(await outage(n, targets, push, intervalMs));
	}
	return outages;
}

/** Outages at moments spread over an interval: among many monitors they are found one by one. */
async function breakSpread({ targets, push, intervalMs }: Outdoors, count: number): Promise<Outage[]> {
	const found: Promise<Outage>[] = [];
	for (let n = 0; n < count; n++) {
		found.push(outage(n, targets, push, intervalMs));
		await sleep(intervalMs / count);
	}
	return Promise.all(found);
}

interface Outdoors {
	targets: ManyTargets;
	push: PushService;
	intervalMs: number;
}

async function outage(
	n: number,
	targets: ManyTargets,
	push: PushService,
	intervalMs: number,
): Promise<Outage> {
	const about = `Service ${n}.`;
	const brokenAt = preciseNow();
	targets.break(n);
	const pushed = await push.waitFor(
		(record) => JSON.stringify(record.payload ?? "").includes(about),
		intervalMs + 30_000,
	);
	const before = targets.failuresOf(n).filter((at) => at <= pushed.at);
	return {
		brokenAt,
		pushedAt: pushed.at,
		failedAt: before[0] ?? Number.NaN,
		confirmedAt: before[1] ?? Number.NaN,
	};
}
