import { reasonWords } from "../../../state/reason-words.ts";
import { tookWords } from "../../../state/words.ts";
import type { Run } from "./test-run.ts";

/** After this long without a receipt it is worth saying what may be in the way. */
const LONG_MS = 15_000;

/** "Delivered in 1.8 s, acknowledged in 6.0 s", and before that what is being waited for. */
export function said(run: Run, device: string, elapsedMs: number): string {
	if (run.kind === "idle") return `Lock ${device}, if you like, and put it where it lies at night`;
	if (run.kind === "sending") return "Sending …";
	if (run.kind === "refused") return "It could not be sent";
	const { deliveredMs, acknowledgedMs, failed } = run.climb;
	if (run.kind === "acknowledged") {
		const took = `cknowledged in ${tookWords(acknowledgedMs ?? 0)}`;
		return deliveredMs === null ? `A${took}` : `Delivered in ${tookWords(deliveredMs)}, a${took}`;
	}
	if (run.kind === "expired" && deliveredMs !== null)
		return `Delivered in ${tookWords(deliveredMs)}, but nobody acknowledged it`;
	if (deliveredMs !== null) return "It is there. Acknowledge it on the notification";
	if (failed) return `It was not delivered: ${reasonWords(failed)}`;
	return elapsedMs > LONG_MS
		? "No receipt yet. Look below for what may be in its way"
		: `On its way to ${device}`;
}
