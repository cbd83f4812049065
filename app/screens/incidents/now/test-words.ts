import { reasonWords } from "../../../state/reason-words.ts";
import { tookWords } from "../../../state/words.ts";
import type { Run } from "../../people/first-run/test-run.ts";

/** After this long without a receipt the words say that none has come. */
const PATIENCE_MS = 60_000;

/** "Delivered in 1.8 s, acknowledged in 6.0 s", or how far a test page is; null before the first. */
export function testWords(run: Run, now: number): string | null {
	if (run.kind === "idle" || run.kind === "refused") return null;
	if (run.kind === "sending") return "Sending…";
	const { deliveredMs, acknowledgedMs, failed } = run.progress;
	const delivered = deliveredMs === null ? null : `Delivered in ${tookWords(deliveredMs)}`;
	if (acknowledgedMs !== null) {
		const took = `cknowledged in ${tookWords(acknowledgedMs)}`;
		return delivered ? `${delivered}, a${took}` : `A${took}`;
	}
	if (delivered) return `${delivered}. Acknowledge it on that device`;
	if (failed) return `Not delivered: ${reasonWords(failed)}`;
	const waitedMs = run.kind === "running" ? now - run.startedAt : 0;
	return waitedMs > PATIENCE_MS ? "No receipt after 1 min. Don’t rely on this device" : "On its way";
}

/** The stopwatch, a second at a time, while nothing has come back: "4 s". */
export function stopwatchWords(run: Run, now: number): string | false {
	if (run.kind === "sending") return "0 s";
	if (run.kind !== "running" || run.progress.deliveredMs !== null || run.progress.failed) return false;
	return `${Math.max(0, Math.floor((now - run.startedAt) / 1_000))} s`;
}
