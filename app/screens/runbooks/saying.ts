import { createSignal } from "solid-js";
import type { StepState } from "../../../worker/runbooks/rules/progress.ts";
import { api, failureWords } from "../../state/api.ts";
import { retryKeys } from "../../state/retry-key.ts";
import type { Incident } from "../../state/wire.ts";

export interface Saying {
	/** Which word is under way. */
	busy(): StepState | null;
	/** The last word that arrived, while the sheet is open: it can be taken back. Null after that. */
	last(): { words: string; undo(): void } | null;
	/** Why the last one did not arrive; null when it did. */
	refused(): string | null;
	say(
		step: { id: string; title: string },
		state: StepState,
		more?: { note?: string; choice?: string },
	): Promise<boolean>;
}

const TOLD: Record<StepState, string> = {
	done: "Done",
	skipped: "Skipped",
	"did-not-work": "Noted that it didn’t work",
	open: "Taken back",
};

/** Says what became of a step. Nothing is shown as said before the server has it; the last word can be taken back at once. */
export function saying(
	incidentId: string,
	of: { runbookId(): string | undefined; take(next: Incident): void },
): Saying {
	const [busy, setBusy] = createSignal<StepState | null>(null);
	const [refused, setRefused] = createSignal<string | null>(null);
	const [last, setLast] = createSignal<ReturnType<Saying["last"]>>(null);
	const keys = retryKeys();
	const say: Saying["say"] = async (step, state, more = {}) => {
		if (busy()) return false;
		setBusy(state);
		setRefused(null);
		const body = { state, ...more, runbookId: of.runbookId() };
		const idempotencyKey = keys.keyFor(`${step.id} ${JSON.stringify(body)}`);
		const path = `/incidents/${incidentId}/runbook-steps/${encodeURIComponent(step.id)}` as const;
		const answer = await api<Incident>("POST", path, body, { idempotencyKey });
		if (answer.ok || !answer.offline) keys.answered();
		setBusy(null);
		if (!answer.ok) {
			setRefused(failureWords(answer));
			return false;
		}
		of.take(answer.value);
		const words = `${TOLD[state]}: ${step.title}`;
		setLast(state === "open" ? null : { words, undo: () => void say(step, "open") });
		return true;
	};
	return { busy, last, refused, say };
}
