import { createSignal, onCleanup } from "solid-js";
import { api, type Failure } from "../../state/api.ts";
import { onNews } from "../../state/live.ts";
import type { List, TimelineEvent } from "../../state/wire.ts";
import { ms } from "../../state/words.ts";

/** How far a test page got, in milliseconds after it was sent. */
export interface Climb {
	deliveredMs: number | null;
	acknowledgedMs: number | null;
	/** Why it did not go, in the machinery's word. */
	failed: string | null;
}

export type Run =
	| { kind: "idle" }
	| { kind: "sending" }
	| { kind: "running"; incidentId: string; startedAt: number; climb: Climb }
	| { kind: "acknowledged"; incidentId: string; climb: Climb }
	| { kind: "refused"; failure: Failure };

const ASK_EVERY_MS = 1_000;

/** Sends test pages to one device and follows each until somebody acknowledges it. */
export function useTestRun(device: () => { userId: string; methodId: string }, onAcknowledged: () => void) {
	const [run, setRun] = createSignal<Run>({ kind: "idle" });
	const follow = async () => {
		const at = run();
		if (at.kind !== "running") return;
		const { incidentId, startedAt } = at;
		const answer = await api<List<TimelineEvent>>("GET", `/incidents/${incidentId}/timeline?limit=200`);
		const still = run();
		if (!answer.ok || still.kind !== "running" || still.incidentId !== incidentId) return;
		const climb = climbOf(answer.value.items);
		if (climb.acknowledgedMs === null) return void setRun({ kind: "running", incidentId, startedAt, climb });
		setRun({ kind: "acknowledged", incidentId, climb });
		onAcknowledged();
	};
	const send = async () => {
		const { userId, methodId } = device();
		const startedAt = Date.now();
		setRun({ kind: "sending" });
		const sent = await api<{ incidentId: string }>(
			"POST",
			`/users/${userId}/contact-methods/${methodId}/test`,
		);
		if (!sent.ok) return void setRun({ kind: "refused", failure: sent });
		const climb = { deliveredMs: null, acknowledgedMs: null, failed: null };
		setRun({ kind: "running", incidentId: sent.value.incidentId, startedAt, climb });
	};
	const asking = setInterval(() => void follow(), ASK_EVERY_MS);
	onCleanup(() => clearInterval(asking));
	onNews((news) => {
		const at = run();
		if (at.kind === "running" && news.incident.id === at.incidentId) void follow();
	});
	return { run, send };
}

/** Reads the server's own clock, so that a phone whose clock is off measures right. */
export function climbOf(events: TimelineEvent[]): Climb {
	const first = (type: TimelineEvent["type"]) => events.find((event) => event.type === type);
	const start = first("page_queued") ?? first("triggered");
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
