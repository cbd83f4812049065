/** What a test page has come to, read from its own timeline. */
import { type PageLadder, pageLadders } from "../../state/page-ladder.ts";
import type { TimelineEvent } from "../../state/wire.ts";
import { tookWords } from "../../state/words.ts";

/** `sent`: on its way. `received`: the device said so. `acknowledged`: a thumb did. `failed`: it cannot arrive. */
export type TestStage = "sent" | "received" | "acknowledged" | "failed";

export interface TestState {
	stage: TestStage;
	/** From the queueing to the receipt, and to the acknowledgement, by the server's clock. */
	receivedMs: number | null;
	acknowledgedMs: number | null;
	reason: string | null;
}

export function testState(events: TimelineEvent[]): TestState {
	const page: PageLadder | undefined = pageLadders(events)[0];
	const queuedAt = page?.reached.queued ?? null;
	const after = (at: number | undefined) => (at === undefined || queuedAt === null ? null : at - queuedAt);
	const acknowledged = events.find((event) => event.type === "acknowledged");
	const acknowledgedMs = after(acknowledged && Date.parse(acknowledged.at));
	const receivedMs = after(page?.reached.received ?? page?.reached.opened);
	const stage = acknowledged
		? "acknowledged"
		: receivedMs !== null
			? "received"
			: page?.trouble === "failed"
				? "failed"
				: "sent";
	return { stage, receivedMs, acknowledgedMs, reason: page?.reason ?? null };
}

/** After this long without a receipt it is called what it is. */
export const PATIENCE_MS = 60_000;

/** "Delivered in 1.8 s, acknowledged in 6.0 s", or how far it is. */
export function testWords(state: TestState, waitedMs: number): string {
	const received = state.receivedMs === null ? "" : `Delivered in ${tookWords(state.receivedMs)}`;
	if (state.stage === "acknowledged" && state.acknowledgedMs !== null) {
		const took = `acknowledged in ${tookWords(state.acknowledgedMs)}`;
		return received ? `${received}, ${took}` : `Acknowledged in ${tookWords(state.acknowledgedMs)}`;
	}
	if (state.stage === "received") return `${received}. Tap it on the device.`;
	if (state.stage === "failed") return "It could not be delivered";
	return waitedMs > PATIENCE_MS
		? "No receipt after a minute. This device is not to be relied on."
		: "On its way";
}
