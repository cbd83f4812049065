import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** One measured number, with the goal it is held against where there is one. */
export interface Figure {
	/** "check.cpu_per_1000": stable, for comparing runs. */
	name: string;
	/** For people: "CPU per 1,000 HTTP checks". */
	what: string;
	value: number;
	unit: string;
	/** The number must not be above this (`atMost`) or below it (`atLeast`). */
	goal?: { atMost: number } | { atLeast: number };
}

export function isMet({ value, goal }: Figure): boolean | null {
	if (!goal) return null;
	return "atMost" in goal ? value <= goal.atMost : value >= goal.atLeast;
}

/** The share `p` (0–1) of the values is not above this. NaN without values. */
export function percentile(values: number[], p: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? Number.NaN;
}

let ticksPerSecond = 0;

/** CPU that a process has used so far, all its threads, user and system. In steps of usually 10 ms. */
export function cpuMs(pid: number): number {
	ticksPerSecond ||= Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));
	// The second field is the program's name in parentheses and may hold blanks.
	const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
	return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1_000;
}

export function residentMiB(pid: number): number {
	const line = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
	return Number(line?.[1]) / 1_024;
}

export interface Cost<T> {
	value: T;
	cpuMs: number;
	wallMs: number;
}

/** What the process spends while the work is done. */
export async function costOf<T>(pid: number, work: () => Promise<T>): Promise<Cost<T>> {
	const cpuBefore = cpuMs(pid);
	const begun = performance.now();
	const value = await work();
	return { value, cpuMs: cpuMs(pid) - cpuBefore, wallMs: performance.now() - begun };
}
