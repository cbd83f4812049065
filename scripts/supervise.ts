import { setTimeout as sleep } from "node:timers/promises";
import { ask } from "./ask.ts";
import type { Hosted } from "./host.ts";
import { endRuntime, readRecord } from "./processes.ts";
import { cpuMsOf, Pulse } from "./pulse.ts";

export interface SupervisedOptions {
	state: string;
	url: string;
	cron: boolean;
	start: () => Promise<Hosted>;
	/** What a person should know: the runtime was rebuilt, a tick failed. */
	report: (line: string) => void;
}

export interface Supervised {
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
	let runtime: Hosted | null = await options.start();
	const ended = new AbortController();
	const halt = async () => {
		const ending = runtime;
		runtime = null;
		if (ending) await Promise.race([ending.stop().catch(() => {}), sleep(STOP_TIMEOUT_MS)]);
		await endRuntime(options.state);
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
	let pulse = new Pulse(Date.now());
	const probe = async () => {
		const asked = pulse;
		if (await answers(options.url)) asked.answered(Date.now());
	};
	while (await pause(PROBE_EVERY_MS, ended)) {
		void probe();
		const running = readRecord(options.state, "runtime");
		pulse.used(running && cpuMsOf(running.pid), Date.now());
		if (!pulse.isDead(Date.now()) || ended.aborted) continue;
		try {
			await rebuild();
		} catch (error) {
			options.report(`The runtime could not be started again: ${String(error)}`);
		}
		pulse = new Pulse(Date.now());
	}
}

async function answers(url: string): Promise<boolean> {
	try {
		return (await ask(`${url}/healthz`, PROBE_TIMEOUT_MS)).status === 200;
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
			const { status, text } = await ask(options.url + path, TICK_TIMEOUT_MS);
			if (status !== 200) options.report(`The minute tick failed: ${status} ${text}`);
		} catch (error) {
			if (!ended.aborted) options.report(`The minute tick was not answered: ${String(error)}`);
		}
	} while (await pause(MINUTE_MS - (Date.now() % MINUTE_MS), ended));
}

/** False when it ended early because all ends. */
async function pause(ms: number, ended: AbortSignal): Promise<boolean> {
	return sleep(ms, true, { signal: ended }).catch(() => false);
}
