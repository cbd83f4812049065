import { createSignal } from "solid-js";
import type { StepState } from "../../../worker/runbooks/rules/progress.ts";
import { showToast } from "../../parts/toast.tsx";
import { api, failureWords } from "../../state/api.ts";
import { retryKeys } from "../../state/retry-key.ts";
import type { Incident } from "../../state/wire.ts";

export interface Saying {
	/** Which word is under way. */
	busy(): StepState | null;
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

/** Says what became of a step. Nothing is shown as said before the server has it; each word can be taken back for 10 s. */
export function saying(
	incidentId: string,
	of: { runbookId(): string | undefined; take(next: Incident): void },
): Saying {
	const [busy, setBusy] = createSignal<StepState | null>(null);
	const [refused, setRefused] = createSignal<string | null>(null);
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
		const undo = state === "open" ? undefined : () => void say(step, "open");
		showToast(`${TOLD[state]}: ${step.title}`, undo, `step:${incidentId}`);
		return true;
	};
	return { busy, refused, say };
}
