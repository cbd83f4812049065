/** Which processes belong to a state folder, so that a start can end exactly what a killed launcher left behind. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT } from "./root.ts";

export interface Recorded {
	name: string;
	pid: number;
	/** As the system tells it; with the id it names one process and no later one. */
	started: string;
}

/** The command that writes itself down before it becomes something else; see its text. */
export const RECORDED = join(ROOT, "scripts/local/recorded.sh");

const LAUNCHER = "launcher";
/** The process that makes ready what the launcher then runs. */
export const PREPARATION = "preparation";
const POLITE_MS = 4_000;
const FORCED_MS = 5_000;

export const recordOf = (state: string, name: string): string => join(folderOf(state), name);

export function prepareRecords(state: string): void {
	mkdirSync(folderOf(state), { recursive: true, mode: 0o700 });
}

/** Writes down this process as the launcher of `state`. */
export function recordLauncher(state: string): void {
	const path = recordOf(state, LAUNCHER);
	writeFileSync(`${path}.new`, `${process.pid} ${startTimeOf(process.pid)}\n`);
	renameSync(`${path}.new`, path);
}

export function readRecord(state: string, name: string): Recorded | null {
	const path = recordOf(state, name);
	if (!existsSync(path)) return null;
	const [pid, ...started] = readFileSync(path, "utf8").trim().split(" ");
	return Number(pid) > 0 ? { name, pid: Number(pid), started: started.join(" ") } : null;
}

/** Ends what is still alive of an earlier start and answers what that was. */
export async function stopStaleProcesses(state: string): Promise<Recorded[]> {
	const ended: Recorded[] = [];
	// Whoever starts others ends first, and the others are looked up after that.
	for (const names of [() => [LAUNCHER], () => [PREPARATION], () => readdirSync(folderOf(state))]) {
		const left = names()
			.map((name) => readRecord(state, name))
			.filter((record) => record !== null)
			.filter((record) => record.pid !== process.pid && isAlive(record));
		for (const record of left) await end(record);
		ended.push(...left);
	}
	for (const name of readdirSync(folderOf(state))) rmSync(recordOf(state, name), { force: true });
	return ended;
}

/** A launcher is asked first, since it ends the others; those lose nothing by a kill. */
export async function end(record: Recorded): Promise<void> {
	if (record.name === LAUNCHER) {
		signal(record, "SIGTERM");
		if (await gone(record, POLITE_MS)) return;
	}
	signal(record, "SIGKILL");
	await gone(record, FORCED_MS);
}

/** Of this state, whoever started it; nothing where none runs. */
export async function endRuntime(state: string): Promise<void> {
	const record = readRecord(state, "runtime");
	if (record) await end(record);
}

export function isAlive(record: Recorded): boolean {
	return startTimeOf(record.pid) === record.started;
}

/** Null when there is no such process, or only its body that nobody has fetched yet. */
export function startTimeOf(pid: number): string | null {
	try {
		if (!existsSync("/proc/self/stat")) {
			return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
		}
		const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
		const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
		// The first thread of a killed process may be dead while the others still hold its port.
		const dead = fields[0] === "Z" && readdirSync(`/proc/${pid}/task`).length === 1;
		return dead ? null : (fields[19] ?? null);
	} catch {
		return null;
	}
}

const folderOf = (state: string): string => join(state, "run");

function signal(record: Recorded, name: NodeJS.Signals): void {
	if (!isAlive(record)) return;
	try {
		process.kill(record.pid, name);
	} catch {
		// It ended between the look and the signal.
	}
}

async function gone(record: Recorded, withinMs: number): Promise<boolean> {
	for (const until = Date.now() + withinMs; isAlive(record); await sleep(20)) {
		if (Date.now() > until) return false;
	}
	return true;
}
