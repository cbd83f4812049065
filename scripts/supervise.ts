import { setTimeout as sleep } from "node:timers/promises";
import { end, readRecord } from "./processes.ts";
import type { LocalDatabase, Runtime } from "./runtime.ts";

export interface SupervisedOptions {
	state: string;
	url: string;
	cron: boolean;
	start: () => Promise<Runtime>;
	/** What a person should know: the runtime was rebuilt, a tick failed. */
	report: (line: string) => void;
}

export interface Supervised {
	/** Of the runtime that serves now. */
	database(): Promise<LocalDatabase>;
	stop(): Promise<void>;
}

const PROBE_EVERY_MS = 2_000;
const PROBE_TIMEOUT_MS = 2_500;
const FAILURES_TO_REBUILD = 2;
const MINUTE_MS = 60_000;
const TICK_TIMEOUT_MS = 55_000;
const STOP_TIMEOUT_MS = 3_000;

/** Starts the runtime, keeps it alive and ticks its cron until it is stopped. Rejects when the first start fails. */
export async function supervise(options: SupervisedOptions): Promise<Supervised> {
	let runtime: Runtime | null = await options.start();
	const ended = new AbortController();
	const halt = async () => {
		const ending = runtime;
		runtime = null;
		if (ending) await Promise.race([ending.stop().catch(() => {}), sleep(STOP_TIMEOUT_MS)]);
		const left = readRecord(options.state, "runtime");
		if (left) await end(left);
	};
	const rebuild = async () => {
		options.report("The runtime does not answer; starting it again.");
		await halt();
		if (ended.signal.aborted) return;
		runtime = await options.start();
		options.report("The runtime serves again.");
	};
	const watching = watch(options, rebuild, ended.signal);
	if (options.cron) void tickEachMinute(options, ended.signal);
	return {
		async database() {
			if (!runtime) throw new Error("the runtime does not serve");
			return runtime.database();
		},
		async stop() {
			ended.abort();
			await halt();
			await watching;
			await halt();
		},
	};
}

async function watch(
	options: SupervisedOptions,
	rebuild: () => Promise<void>,
	ended: AbortSignal,
): Promise<void> {
	let failures = 0;
	let askedAt = Date.now();
	while (await pause(Math.max(0, askedAt + PROBE_EVERY_MS - Date.now()), ended)) {
		askedAt = Date.now();
		failures = (await answers(options.url)) ? 0 : failures + 1;
		if (failures < FAILURES_TO_REBUILD || ended.aborted) continue;
		try {
			await rebuild();
			failures = 0;
		} catch (error) {
			options.report(`The runtime could not be started again: ${String(error)}`);
		}
	}
}

async function answers(url: string): Promise<boolean> {
	try {
		const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
		await answer.body?.cancel();
		return answer.ok;
	} catch {
		return false;
	}
}

/** The first tick comes at once: it finds what fell due while nothing ran. */
async function tickEachMinute(options: SupervisedOptions, ended: AbortSignal): Promise<void> {
	do {
		const slot = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
		const path = `/cdn-cgi/handler/scheduled?cron=*+*+*+*+*&time=${slot}`;
		try {
			const answer = await fetch(options.url + path, { signal: AbortSignal.timeout(TICK_TIMEOUT_MS) });
			if (!answer.ok) options.report(`The minute tick failed: ${answer.status} ${await answer.text()}`);
		} catch (error) {
			if (!ended.aborted) options.report(`The minute tick was not answered: ${String(error)}`);
		}
	} while (await pause(MINUTE_MS - (Date.now() % MINUTE_MS), ended));
}

/** False when it ended early because all ends. */
async function pause(ms: number, ended: AbortSignal): Promise<boolean> {
	return sleep(ms, true, { signal: ended }).catch(() => false);
}
