import type { CheckResult, Monitor } from "../rules/monitor.ts";

/** Connections that one invocation may have waiting for an answer: the platform's limit, which only it enforces. */
export const LANES = 6;
/** After this long without an answer the other regions are asked as well, and those in the queue stop waiting. */
export const SILENCE_MS = 2_000;
/** Good results wait for the rest of their batch, and no longer than this: then whoever is silent is named too. */
const GATHER_MS = SILENCE_MS;

/** What a batch does with the world; `run` never rejects and answers null when there is nothing to say. */
export interface BatchPorts {
	run(monitor: Monitor): Promise<CheckResult | null>;
	report(results: CheckResult[], silent: string[], lost: string[]): Promise<void>;
	/** Takes over what has not begun, in an invocation of its own. */
	spill(rest: Monitor[]): Promise<void>;
}

/**
 * Runs a batch in six lanes. A failure is reported the moment it is seen, the rest together; whoever is silent is
 * named after two seconds, and when all lanes hang the queue goes elsewhere. Nobody waits for the slowest.
 */
export class Batch {
	private readonly queue: Monitor[];
	private readonly ports: BatchPorts;
	private running = 0;
	private hanging = 0;
	private ready: CheckResult[] = [];
	private gathering: ReturnType<typeof setTimeout> | null = null;
	private readonly reports: Promise<void>[] = [];

	constructor(monitors: Monitor[], ports: BatchPorts) {
		this.queue = [...monitors];
		this.ports = ports;
	}

	/** Settles when every check has run or was handed on, and every report was delivered. */
	async finish(): Promise<void> {
		await Promise.all(Array.from({ length: LANES }, () => this.lane()));
		this.flush();
		await Promise.all(this.reports);
	}

	private async lane(): Promise<void> {
		for (let monitor = this.queue.shift(); monitor; monitor = this.queue.shift()) await this.one(monitor);
	}

	private async one(monitor: Monitor): Promise<void> {
		this.running++;
		if (this.running > LANES) throw new Error(`${this.running} checks at once in one invocation`);
		let hung = false;
		const silence = setTimeout(() => {
			hung = true;
			this.fellSilent(monitor);
		}, SILENCE_MS);
		const result = await this.ports.run(monitor);
		clearTimeout(silence);
		this.running--;
		if (hung) this.hanging--;
		this.collect(monitor, result);
	}

	private fellSilent(monitor: Monitor): void {
		this.hanging++;
		this.flush([monitor.id]);
		if (this.hanging < LANES || this.queue.length === 0) return;
		const rest = this.queue.splice(0);
		this.reports.push(this.ports.spill(rest));
	}

	private collect(monitor: Monitor, result: CheckResult | null): void {
		if (result === null) return this.send([], [], [monitor.id]);
		this.ready.push(result);
		if (result.outcome === "down") return this.flush();
		this.gathering ??= setTimeout(() => this.flush(), GATHER_MS);
	}

	private flush(silent: string[] = []): void {
		if (this.gathering !== null) clearTimeout(this.gathering);
		this.gathering = null;
		if (this.ready.length + silent.length > 0) this.send(this.ready.splice(0), silent, []);
	}

	private send(results: CheckResult[], silent: string[], lost: string[]): void {
		this.reports.push(this.ports.report(results, silent, lost));
	}
}
