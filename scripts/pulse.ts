import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Without any sign for this long, a runtime is dead: it answers nothing and does nothing. */
const SILENT_MS = 5_000;
/** It works and answers nobody: it turns in a circle. */
const CIRCLING_MS = 60_000;
/** Of a core, between two looks: whoever does less is not busy. */
const WORKING_SHARE = 0.03;

/**
 * Whether a runtime lives, judged by progress: one that is too busy to answer still uses the processor, and must not be
 * ended while it works off what it has accepted.
 */
export class Pulse {
	private answeredAt: number;
	private movedAt: number;
	private before: { at: number; cpuMs: number } | null = null;

	constructor(now: number) {
		this.answeredAt = now;
		this.movedAt = now;
	}

	/** Any answer counts, however late it came. */
	answered(now: number): void {
		this.answeredAt = now;
	}

	/** What the runtime's process has used of the processor so far; null when that cannot be known. */
	used(cpuMs: number | null, now: number): void {
		const { before } = this;
		this.before = cpuMs === null ? null : { at: now, cpuMs };
		if (cpuMs === null || before === null || now === before.at) return;
		if ((cpuMs - before.cpuMs) / (now - before.at) >= WORKING_SHARE) this.movedAt = now;
	}

	isDead(now: number): boolean {
		const sign = Math.max(this.answeredAt, this.movedAt);
		return now - sign >= SILENT_MS || now - this.answeredAt >= CIRCLING_MS;
	}
}

let ticksPerSecond = 0;

/** User and system time of a process, all its threads; null when there is no such process. In steps of usually 10 ms. */
export function cpuMsOf(pid: number): number | null {
	try {
		if (!existsSync("/proc/self/stat")) return spelledOut(pid);
		ticksPerSecond ||= Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));
		const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
		const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
		return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1_000;
	} catch {
		return null;
	}
}

/** As macOS tells it: "1:02.34", or "2-03:04:05". */
function spelledOut(pid: number): number | null {
	const text = execFileSync("ps", ["-o", "time=", "-p", String(pid)], { encoding: "utf8" }).trim();
	const [clock, days] = text.split("-").reverse();
	const seconds = (clock ?? "").split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
	const all = seconds + Number(days ?? 0) * 86_400;
	return text === "" || Number.isNaN(all) ? null : all * 1_000;
}
