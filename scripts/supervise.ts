import { setTimeout as sleep } from "node:timers/promises";
import { end, readRecord } from "./processes.ts";
import { cpuMsOf, Pulse } from "./pulse.ts";
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
/** A busy runtime answers late: that it answers is what counts. */
const PROBE_TIMEOUT_MS = 10_000;
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
		options.report("The runtime isn’t responding. Restarting it.");
		await halt();
		if (ended.signal.aborted) return;
		runtime = await options.start();
		options.report("The runtime is back up.");
	};
	const watching = watch(options, () => runtime?.pid() ?? null, rebuild, ended.signal);
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
	pid: () => number | null,
	rebuild: () => Promise<void>,
	ended: AbortSignal,
): Promise<void> {
	let pulse = new Pulse(Date.now());
	const ask = async () => {
		const asked = pulse;
		if (await answers(options.url)) asked.answered(Date.now());
	};
	while (await pause(PROBE_EVERY_MS, ended)) {
		void ask();
		const running = pid();
		pulse.used(running === null ? null : cpuMsOf(running), Date.now());
		if (!pulse.isDead(Date.now()) || ended.aborted) continue;
		try {
			await rebuild();
		} catch (error) {
			options.report(`Couldn’t restart the runtime: ${String(error)}`);
		}
		pulse = new Pulse(Date.now());
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
			if (!ended.aborted) options.report(`The minute tick got no response: ${String(error)}`);
		}
	} while (await pause(MINUTE_MS - (Date.now() % MINUTE_MS), ended));
}

/** False when it ended early because all ends. */
async function pause(ms: number, ended: AbortSignal): Promise<boolean> {
	return sleep(ms, true, { signal: ended }).catch(() => false);
}
