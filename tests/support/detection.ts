/** Detection alone on real workerd: the shipped Watch and probers, and a Desk that only writes down what it is told. */

import type { MonitorSignal } from "../../worker/alerts/rpc.ts";
import type { MonitorReading } from "../../worker/monitoring/rpc.ts";
import type { CheckResult, Monitor } from "../../worker/monitoring/rules/monitor.ts";
import { type Instance, startInstance } from "./instance.ts";
import { monitorShape } from "./monitor-shape.ts";
import type { Target } from "./target.ts";
import { eventually } from "./wait.ts";

/** Sooner than the next check (2 s) or a time-out (3 s) could bring it, on a busy machine too. How fast it is, the benchmarks tell. */
export const AT_ONCE_MS = 1_500;

export interface Told {
	at: number;
	signal: MonitorSignal;
}

export interface Detection {
	instance: Instance;
	/** Calls a method of the Watch. */
	watch<T>(method: string, ...args: unknown[]): Promise<T>;
	/** What the Desk was told of this monitor, oldest first. */
	told(monitorId: string): Promise<Told[]>;
	/** Waits until it was told so often. */
	toldTimes(monitorId: string, count: number, timeoutMs?: number): Promise<Told[]>;
	reading(monitorId: string): Promise<MonitorReading | undefined>;
	reads(monitorId: string, state: string, timeoutMs?: number): Promise<unknown>;
	checks(monitorId: string): Promise<CheckResult[]>;
}

/** `faults` are the settings of tests/entries/detection.ts. */
export async function startDetection(
	targets: Target[],
	faults: Record<string, string> = {},
): Promise<Detection> {
	const instance = await startInstance({
		entry: "detection",
		egressAllow: targets.map((target) => target.hostPort),
		env: { PUBLIC_URL: "http://status.shop.example", ...faults },
	});
	const watch = async <T>(method: string, ...args: unknown[]): Promise<T> => {
		const body = JSON.stringify(args);
		const answer = await fetch(`${instance.url}/watch/${method}`, { method: "POST", body });
		if (!answer.ok) throw new Error(`${method} answered ${answer.status}: ${await answer.text()}`);
		return (await answer.json()) as T;
	};
	const told = async (monitorId: string) => {
		const all = (await (await fetch(`${instance.url}/told`)).json()) as Told[];
		return all.filter(({ signal }) => signal.monitorId === monitorId);
	};
	const reading = async (monitorId: string) => (await watch<MonitorReading[]>("readings", [monitorId]))[0];
	const enough = async (monitorId: string, count: number) => {
		const signals = await told(monitorId);
		return signals.length >= count ? signals : null;
	};
	return {
		instance,
		watch,
		told,
		reading,
		toldTimes: (monitorId, count, timeoutMs = 15_000) =>
			eventually(`${count} signals of ${monitorId}`, () => enough(monitorId, count), timeoutMs, 20),
		reads: (monitorId, state, timeoutMs = 15_000) =>
			eventually(
				`${monitorId} ${state}`,
				async () => (await reading(monitorId))?.state === state,
				timeoutMs,
				20,
			),
		checks: (monitorId) => watch<CheckResult[]>("checks", monitorId, 200),
	};
}

/** Every two seconds from three regions: the API allows ten at least, the Watch does not mind. */
export function monitorOf(id: string, target: Target, more: Partial<Monitor> = {}): Monitor {
	return monitorShape(id, target.url, { intervalSeconds: 2, timeoutSeconds: 3, ...more });
}

/** Checks it once from one region. */
export async function checkOnce(
	detection: Detection,
	target: string,
	more: Partial<Monitor> = {},
): Promise<CheckResult> {
	const once: Partial<Monitor> = { target, regions: ["weur"], quorum: 1, timeoutSeconds: 1, paused: true };
	const monitor = monitorOf(`mon_${Math.random()}`, { url: target } as Target, { ...once, ...more });
	await detection.watch("put", monitor);
	const results = await detection.watch<CheckResult[]>("checkNow", [monitor.id]);
	if (results.length !== 1) throw new Error(`${results.length} results from one region`);
	return results[0]!;
}
