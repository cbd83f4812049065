import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { percentile } from "./measure.ts";

const SYNCS = 50;

/** What the figures depend on that is not ours: the cores, what else they do, and how fast the disk says "written". */
export function machineFacts() {
	return {
		cpu: cpus()[0]?.model ?? "unknown",
		cores: cpus().length,
		memoryMiB: Math.round(totalmem() / 1_048_576),
		/** Mean of runnable threads over the last minute: above `cores`, waiting for a core is part of every latency. */
		load: Number((loadavg()[0] ?? 0).toFixed(1)),
		/** A page crosses several durable steps, each of which waits for one of these. */
		fsyncP50Ms: Number(percentile(syncTimes(), 0.5).toFixed(2)),
		node: process.version,
	};
}

function syncTimes(): number[] {
	const folder = mkdtempSync(join(tmpdir(), "tocsin-fsync-"));
	const file = openSync(join(folder, "probe"), "w");
	try {
		return Array.from({ length: SYNCS }, () => {
			const begun = performance.now();
			writeSync(file, "written and kept");
			fsyncSync(file);
			return performance.now() - begun;
		});
	} finally {
		closeSync(file);
		rmSync(folder, { recursive: true, force: true });
	}
}
