import { createEffect, createSignal, onCleanup } from "solid-js";
import { api, failureWords } from "../../state/api.ts";
import { onNews } from "../../state/live.ts";
import { me } from "../../state/session.ts";
import type { List, TimelineEvent } from "../../state/wire.ts";
import { PATIENCE_MS, type TestState, testState } from "./test-watch.ts";

export interface TestPage {
	/** Null before the first test. */
	state(): TestState | null;
	trouble(): string | null;
	/** When it was sent, epoch ms; the stopwatch runs from here. */
	startedAt(): number | null;
	isRunning(): boolean;
	send(methodId: string): Promise<void>;
}

const ASK_EVERY_MS = 1_000;
const GIVE_UP_MS = 5 * 60_000;

/** Sends a real page to one device and follows it: by the live stream, and by asking, in case that is what is broken. */
export function testPage(onSettled: () => void): TestPage {
	const [incidentId, setIncidentId] = createSignal<string | null>(null);
	const [state, setState] = createSignal<TestState | null>(null);
	const [trouble, setTrouble] = createSignal<string | null>(null);
	const [startedAt, setStartedAt] = createSignal<number | null>(null);
	const isRunning = () => startedAt() !== null && incidentId() !== null;

	const look = async () => {
		const id = incidentId();
		if (id === null) return;
		const answer = await api<List<TimelineEvent>>("GET", `/incidents/${id}/timeline`);
		if (!answer.ok || id !== incidentId()) return;
		const next = testState(answer.value.items);
		if (next.stage !== state()?.stage && next.stage !== "sent") onSettled();
		setState(next);
		const waitedMs = Date.now() - (startedAt() ?? 0);
		const isOver = next.stage === "acknowledged" || next.stage === "failed";
		if (isOver || waitedMs > (next.stage === "sent" ? PATIENCE_MS * 1.1 : GIVE_UP_MS)) setIncidentId(null);
	};
	onNews(({ incident }) => incident.id === incidentId() && void look());
	createEffect(() => {
		if (incidentId() === null) return;
		const timer = setInterval(() => void look(), ASK_EVERY_MS);
		onCleanup(() => clearInterval(timer));
	});
	const send = async (methodId: string) => {
		setTrouble(null);
		setState(null);
		setStartedAt(Date.now());
		const path = `/users/${me().value?.user.id}/contact-methods/${methodId}/test` as const;
		const answer = await api<{ incidentId: string }>(
			"POST",
			path,
			{},
			{ idempotencyKey: crypto.randomUUID() },
		);
		if (!answer.ok) {
			setStartedAt(null);
			return void setTrouble(failureWords(answer));
		}
		setIncidentId(answer.value.incidentId);
	};
	return { state, trouble, startedAt, isRunning, send };
}
