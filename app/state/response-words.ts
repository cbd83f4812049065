import type { TimelineEvent } from "./wire.ts";
import { countdown, ms } from "./words.ts";

/** What takes an acknowledgement back: from then on nobody has it. */
const TAKEN_BACK = new Set(["unacknowledged", "acknowledgement_lapsed", "escalated", "reopened"]);

/**
 * How long until somebody had the page, and until somebody took it: "received in 0:04, acknowledged in 0:31". Without
 * the latter once it was taken back.
 */
export function responseWords(events: TimelineEvent[]): string | null {
	const first = (type: string) => events.find((event) => event.type === type)?.at;
	const start = first("triggered");
	const received = first("page_received");
	const last = events.findLast(({ type }) => type === "acknowledged" || TAKEN_BACK.has(type));
	const acknowledged = last?.type === "acknowledged" ? first("acknowledged") : undefined;
	if (!start || (!received && !acknowledged)) return null;
	// Whole seconds that have passed, as everywhere else; a countdown rounds up what is left.
	const after = (at: string) => countdown(Math.floor((ms(at) - ms(start)) / 1_000) * 1_000);
	const parts = [
		received && `received in ${after(received)}`,
		acknowledged && `acknowledged in ${after(acknowledged)}`,
	];
	return parts.filter(Boolean).join(", ");
}
