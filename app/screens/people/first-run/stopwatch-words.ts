import { reasonWords } from "../../../state/reason-words.ts";
import { tookWords } from "../../../state/words.ts";
import type { Run } from "./test-run.ts";

/** After this long without a receipt it is worth saying what may be in the way. */
const LONG_MS = 15_000;

/** "Delivered in 1.8 s, acknowledged in 6.0 s", and before that what is being waited for. Below zero the page has not left. */
export function said(run: Run, device: string, elapsedMs: number): string {
	if (run.kind === "idle") return `Lock ${device} and leave it where you keep it at night`;
	if (run.kind === "sending") return "Sending…";
	if (run.kind === "refused") return "Couldn’t send";
	const { deliveredMs, acknowledgedMs, failed } = run.progress;
	if (run.kind === "acknowledged") {
		const took = `cknowledged in ${tookWords(acknowledgedMs ?? 0)}`;
		return deliveredMs === null ? `A${took}` : `Delivered in ${tookWords(deliveredMs)}, a${took}`;
	}
	if (run.kind === "expired" && deliveredMs !== null)
		return `Delivered in ${tookWords(deliveredMs)}, but not acknowledged`;
	if (deliveredMs !== null) return "Delivered. Acknowledge it from the notification";
	if (failed) return `Not delivered: ${reasonWords(failed)}`;
	if (elapsedMs < 0) return `Lock ${device} now. The page comes in ${Math.ceil(-elapsedMs / 1_000)} s`;
	return elapsedMs > LONG_MS ? "No receipt yet. See what to check below" : `On its way to ${device}`;
}
