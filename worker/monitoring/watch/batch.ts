import type { CheckResult, Monitor } from "../rules/monitor.ts";

/** Connections that one invocation may have waiting for an answer: the platform's limit, which only it enforces. */
export const LANES = 6;
/** After this long without an answer the other regions are asked as well, and those in the queue stop waiting. */
export const SILENCE_MS = 2_000;
/** Good results wait for the rest of their batch, and no longer than this: then whoever is silent is named too. */
const GATHER_MS = SILENCE_MS;
/** Of the requests that may leave, so many are left to the checks that have begun: each may be led elsewhere. */
const RESERVE = 10;

/** What is known of a batch before it begins. */
export interface BatchOptions {
	/** How far apart its checks begin. */
	apartMs?: number | undefined;
	/** Monitors that are known to be down. */
	down?: string[] | undefined;
}

/** What a batch does with the world; `run` never rejects and answers null when there is nothing to say. */
export interface BatchPorts {
	run(monitor: Monitor): Promise<CheckResult | null>;
	report(results: CheckResult[], silent: string[], lost: string[]): Promise<void>;
	/** How many requests may still leave from this invocation. */
	remaining(): number;
	/** Takes over what has not begun, or was broken off by us, in an invocation of its own. */
	spill(rest: Monitor[]): Promise<void>;
}

/**
 * Runs a batch in six lanes, each check at least `apartMs` after the one before it. A failure that is
 * news is reported the moment it is seen, the rest together; whoever is silent is named after two seconds, and when all
 * lanes hang the queue goes elsewhere. Nobody waits for the slowest.
 */
export class Batch {
	private readonly queue: Monitor[];
	private readonly ports: BatchPorts;
	private readonly apartMs: number;
	private readonly down: ReadonlySet<string>;
	private nextAt = 0;
	private running = 0;
	private hanging = 0;
	private readonly ready: CheckResult[] = [];
	private readonly silent: string[] = [];
	private readonly lost: string[] = [];
	/** Broken off, since nothing more might leave from here. */
	private readonly cut: Monitor[] = [];
	private gathering: { at: number; timer: ReturnType<typeof setTimeout> } | null = null;
	private reported = 0;
	private reportedAt = 0;
	private readonly reports: Promise<void>[] = [];

	constructor(monitors: Monitor[], ports: BatchPorts, { apartMs = 0, down = [] }: BatchOptions = {}) {
		this.queue = [...monitors];
		this.ports = ports;
		this.apartMs = apartMs;
		this.down = new Set(down);
	}

	/** Settles when every check has run or was handed on, and every report was delivered. */
	async finish(): Promise<void> {
		await Promise.all(Array.from({ length: LANES }, () => this.lane()));
		if (this.cut.length > 0) this.handOn(this.cut);
		this.flush();
		await Promise.all(this.reports);
	}

	private async lane(): Promise<void> {
		for (let monitor = this.next(); monitor; monitor = this.next()) {
			await this.turn();
			await this.one(monitor);
		}
	}

	/** What may no longer be begun here goes elsewhere before anything of it has left. */
	private next(): Monitor | undefined {
		if (this.queue.length > 0 && this.ports.remaining() < RESERVE) this.handOn(this.queue.splice(0));
		return this.queue.shift();
	}

	/** Of checks that fail in the same moment, all would be paged as late as the last of them. */
	private async turn(): Promise<void> {
		if (this.apartMs === 0) return;
		const now = Date.now();
		// Bounded: a clock that is set back holds up nobody.
		const at = Math.min(Math.max(this.nextAt, now), now + LANES * this.apartMs);
		this.nextAt = at + this.apartMs;
		if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now));
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
		this.silent.push(monitor.id);
		this.hurry();
		if (this.hanging === LANES && this.queue.length > 0) this.handOn(this.queue.splice(0));
	}

	private handOn(rest: Monitor[]): void {
		this.reports.push(this.ports.spill(rest));
	}

	private collect(monitor: Monitor, result: CheckResult | null): void {
		// It was us who had nothing left to ask with: that says nothing of the target.
		if (result === null && this.ports.remaining() < 1) return void this.cut.push(monitor);
		if (result === null) this.lost.push(monitor.id);
		else this.ready.push(result);
		if (result === null || (result.outcome === "down" && !this.down.has(monitor.id))) return this.hurry();
		this.flushIn(GATHER_MS);
	}

	/** The first of them at once, later ones together: each report is a request, too. */
	private hurry(): void {
		const leftMs = this.reportedAt + pauseMs(this.reported) - Date.now();
		if (leftMs <= 0) this.flush();
		else this.flushIn(Math.min(leftMs, LONGEST_PAUSE_MS));
	}

	private flushIn(ms: number): void {
		if (this.gathering !== null && this.gathering.at <= Date.now() + ms) return;
		if (this.gathering !== null) clearTimeout(this.gathering.timer);
		this.gathering = { at: Date.now() + ms, timer: setTimeout(() => this.flush(), ms) };
	}

	private flush(): void {
		if (this.gathering !== null) clearTimeout(this.gathering.timer);
		this.gathering = null;
		if (this.ready.length + this.silent.length + this.lost.length === 0) return;
		this.reported++;
		this.reportedAt = Date.now();
		this.reports.push(this.ports.report(this.ready.splice(0), this.silent.splice(0), this.lost.splice(0)));
	}
}

const AT_ONCE = 5;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 4_000;

function pauseMs(reported: number): number {
	if (reported < AT_ONCE) return 0;
	return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (reported - AT_ONCE));
}
