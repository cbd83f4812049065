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
	breakable: number;
	intervalMs: number;
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
	const services = await makeWorld(clientOf(instance.api), push, targets, options);
	await firstChecksAreOver(targets, options);
	return {
		port: instance.port,
		monitors: options.monitors,
		breakable: Math.min(services.length, options.monitors),
		intervalMs: options.intervalSeconds * 1_000,
		pid: () => instance.pids[0] ?? 0,
		asked: targets.asked,
		written: async () => (await fetch(`${instance.url}/bench/written`)).json() as never,
		breakOneByOne: (count) => breakOneByOne(targets, push, count, options.intervalSeconds * 1_000),
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
): Promise<string[]> {
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
	return services;
}

/** A few at a time, so that the set-up of a thousand takes seconds. */
async function inTurns(count: number, make: (n: number) => Promise<unknown>): Promise<void> {
	let next = 0;
	const lane = async () => {
		for (let n = next++; n < count; n = next++) await make(n);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** Every monitor was seen, and the first burst has passed. */
async function firstChecksAreOver(targets: ManyTargets, options: FleetOptions): Promise<void> {
	await eventually("first checks", () => targets.asked() >= options.monitors, 120_000, 200);
	await sleep(options.intervalSeconds * 1_000);
}

/** Breaks the targets at moments spread over an interval, and waits for the push about each. */
async function breakOneByOne(
	targets: ManyTargets,
	push: PushService,
	count: number,
	intervalMs: number,
): Promise<Outage[]> {
	const gapMs = Math.max(300, intervalMs / count) * 1.07;
	const waiting: Promise<Outage>[] = [];
	for (let n = 0; n < count; n++) {
		const brokenAt = preciseNow();
		targets.break(n);
		waiting.push(outage(n, brokenAt, targets, push, intervalMs));
		await sleep(gapMs);
	}
	return Promise.all(waiting);
}

async function outage(
	n: number,
	brokenAt: number,
	targets: ManyTargets,
	push: PushService,
	intervalMs: number,
): Promise<Outage> {
	const about = `Service ${n}.`;
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
