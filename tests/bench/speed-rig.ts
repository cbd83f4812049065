import { readRecord } from "../../scripts/processes.ts";
import { apiOf } from "../support/api.ts";
import { type Client, clientOf } from "../support/client.ts";
import { type Launched, prepareLaunched } from "../support/launched.ts";
import { serveLoopback } from "../support/loopback.ts";
import { eventually, preciseNow, sleep } from "../support/wait.ts";
import { type ManyTargets, startManyTargets } from "./doubles.ts";

/** So many monitors have a service of their own, and an incident of their own. */
const ALONE = 100;
const MORE_SERVICES = 20;
const AT_ONCE = 10;
const WITHIN_MS = 60_000;

/** Tocsin as `npm start` runs it, with monitors whose targets break one by one, and a webhook that is paged. */
export interface Rig {
	launched: Launched;
	targets: ManyTargets;
	intervalMs: number;
	/** Of the runtime and of the launcher beside it. */
	runtimePid(): number;
	launcherPid(): number;
	/** From the target's first failing answer to the page at the webhook, ms. */
	outage(n: number): Promise<number>;
	stop(): Promise<void>;
}

export async function startRig(monitors: number, intervalSeconds: number): Promise<Rig> {
	const targets = await startManyTargets();
	const sink = await startSink();
	const launched = await prepareLaunched({
		args: ["--empty"],
		egressAllow: [targets.hostPort, sink.hostPort],
	});
	await launched.start();
	const make = clientOf(apiOf(launched.url, launched.adminToken));
	await fill(make, targets.hostPort, sink.hostPort, monitors, intervalSeconds);
	// What the set-up left in memory is not what is measured.
	launched.killNow("both");
	await launched.ended();
	await launched.start();
	const enough = targets.asked() + monitors;
	await eventually("first checks", () => targets.asked() >= enough, 120_000, 200);
	await sleep(intervalSeconds * 1_000);
	return {
		launched,
		targets,
		intervalMs: intervalSeconds * 1_000,
		runtimePid: () => launched.pids[0] ?? 0,
		launcherPid: () => readRecord(launched.state, "launcher")?.pid ?? 0,
		async outage(n) {
			targets.break(n);
			await eventually(`a page about ${n}`, () => sink.pagedAt.has(n), WITHIN_MS, 20);
			return sink.pagedAt.get(n)! - (targets.failuresOf(n)[0] ?? Number.NaN);
		},
		async stop() {
			await launched.stop();
			await Promise.all([targets.close(), sink.close()]);
		},
	};
}

/** When each monitor was first paged for, by its number. */
async function startSink() {
	const pagedAt = new Map<number, number>();
	const server = await serveLoopback((incoming, answer) => {
		const at = preciseNow();
		const chunks: Buffer[] = [];
		incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
		incoming.on("end", () => {
			const [, n] = /Monitor (\d+)\./.exec(Buffer.concat(chunks).toString()) ?? [];
			if (n !== undefined && !pagedAt.has(Number(n))) pagedAt.set(Number(n), at);
			answer.writeHead(200).end();
		});
	});
	return { ...server, pagedAt };
}

async function fill(
	client: Client,
	targets: string,
	sink: string,
	monitors: number,
	intervalSeconds: number,
) {
	const ana = await client.make("/api/v1/users", { name: "Ana", email: "ana@shop.example", role: "admin" });
	const hook = { kind: "webhook", name: "Hook", url: `http://${sink}/ana` };
	await client.make(`/api/v1/users/${ana.id}/contact-methods`, hook);
	const levels = [{ targets: [{ kind: "user", id: ana.id }], escalateAfterSeconds: 3_600 }];
	const policy = await client.make("/api/v1/escalation-policies", { name: "Ana", levels, repeat: 0 });
	const services: string[] = [];
	await inTurns(Math.min(monitors, ALONE + MORE_SERVICES), async (n) => {
		const service = { name: `Service ${n}`, escalationPolicyId: policy.id, defaultSeverity: "P2" };
		services[n] = (await client.make("/api/v1/services", service)).id;
	});
	await inTurns(monitors, (n) =>
		client.make("/api/v1/monitors", {
			name: `Monitor ${n}.`,
			serviceId: services[n < ALONE ? n : ALONE + (n % MORE_SERVICES)],
			kind: "http",
			target: `http://${targets}/${n}`,
			intervalSeconds,
			timeoutSeconds: 5,
		}),
	);
}

/** A few at a time, so that a thousand take seconds. */
async function inTurns(count: number, make: (n: number) => Promise<unknown>): Promise<void> {
	let next = 0;
	const lane = async () => {
		for (let n = next++; n < count; n = next++) await make(n);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
