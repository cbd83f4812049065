import { createSignal, onCleanup } from "solid-js";
import { api, type Failure } from "../../../state/api.ts";
import { onNews } from "../../../state/live.ts";
import type { List, TimelineEvent } from "../../../state/wire.ts";
import { ms } from "../../../state/words.ts";

/** How far a test page got, in milliseconds after it was sent. */
export interface TestProgress {
	deliveredMs: number | null;
	acknowledgedMs: number | null;
	/** Why it did not go, in the machinery's word. */
	failed: string | null;
}

export type Run =
	| { kind: "idle" }
	| { kind: "sending" }
	| { kind: "running"; incidentId: string; startedAt: number; progress: TestProgress }
	| { kind: "acknowledged"; incidentId: string; progress: TestProgress }
	/** Nobody acknowledged it, and it is no longer followed. */
	| { kind: "expired"; incidentId: string; progress: TestProgress }
	| { kind: "refused"; failure: Failure };

type Running = Extract<Run, { kind: "running" }>;

/** Watched closely at first, then by somebody who has put the phone down, then by nobody. */
const CLOSELY_MS = 60_000;
const ASK_CLOSELY_MS = 1_000;
const ASK_LATER_MS = 5_000;
export const EXPIRES_MS = 900_000;

/** Sends test pages to one device and follows each until somebody acknowledges it, for a quarter of an hour at most. */
export function useTestRun(device: () => { userId: string; methodId: string }, onAcknowledged: () => void) {
	const [run, setRun] = createSignal<Run>({ kind: "idle" });
	let asking: ReturnType<typeof setTimeout> | undefined;
	let isGone = false;
	const read = async () => {
		const at = run();
		if (at.kind !== "running") return;
		const next = await readOn(at);
		const still = run();
		if (!next || still.kind !== "running" || still.incidentId !== at.incidentId) return;
		setRun(next);
		if (next.kind === "acknowledged") onAcknowledged();
	};
	const follow = () => {
		clearTimeout(asking);
		const at = run();
		if (isGone || at.kind !== "running") return;
		const sinceMs = Date.now() - at.startedAt;
		if (sinceMs >= EXPIRES_MS) return void setRun(expired(at));
		const waitMs = sinceMs < CLOSELY_MS ? ASK_CLOSELY_MS : ASK_LATER_MS;
		asking = setTimeout(() => void read().then(follow), waitMs);
	};
	const send = async (delaySeconds = 0) => {
		const { userId, methodId } = device();
		const startedAt = Date.now() + delaySeconds * 1_000;
		setRun({ kind: "sending" });
		const sent = await api<{ incidentId: string }>(
			"POST",
			`/users/${userId}/contact-methods/${methodId}/test`,
			{ delaySeconds },
		);
		if (!sent.ok) return void setRun({ kind: "refused", failure: sent });
		const progress = { deliveredMs: null, acknowledgedMs: null, failed: null };
		setRun({ kind: "running", incidentId: sent.value.incidentId, startedAt, progress });
		follow();
	};
	onCleanup(() => {
		isGone = true;
		clearTimeout(asking);
	});
	onNews((news) => {
		const at = run();
		if (at.kind === "running" && news.incident.id === at.incidentId) void read();
	});
	return { run, send };
}

/** How far it is by now; null when that could not be read. */
async function readOn(at: Running): Promise<Run | null> {
	const answer = await api<List<TimelineEvent>>("GET", `/incidents/${at.incidentId}/timeline?limit=200`);
	if (!answer.ok) return null;
	const progress = progressOf(answer.value.items);
	if (progress.acknowledgedMs === null) return { ...at, progress };
	return { kind: "acknowledged", incidentId: at.incidentId, progress };
}

/** Without a receipt by now it counts as not delivered. */
function expired({ incidentId, progress }: Running): Run {
	const failed = progress.deliveredMs === null ? (progress.failed ?? "timeout") : null;
	return { kind: "expired", incidentId, progress: { ...progress, failed } };
}

/** Reads the server's own clock, so that a phone whose clock is off measures right. */
export function progressOf(events: TimelineEvent[]): TestProgress {
	const first = (type: TimelineEvent["type"]) => events.find((event) => event.type === type);
	// A page that was asked for later is queued at once, and leaves when it is time.
	const start = first("page_attempted") ?? first("page_queued") ?? first("triggered");
	const after = (event: TimelineEvent | undefined) =>
		event && start ? Math.max(0, ms(event.at) - ms(start.at)) : null;
	const failed = first("page_failed")?.data as { reason?: string } | undefined;
	const deliveredMs = after(first("page_received"));
	return {
		deliveredMs,
		acknowledgedMs: after(first("acknowledged")),
		failed: failed && deliveredMs === null ? (failed.reason ?? "unknown") : null,
	};
}
