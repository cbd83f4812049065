import { createSignal } from "solid-js";
import { NOT_SENT } from "../../../worker/platform/rules/phrases.ts";
import type { StepState } from "../../../worker/runbooks/rules/progress.ts";
import { keepCommand, stepCommand } from "../../outbox/keep.ts";
import type { Incident } from "../../state/wire.ts";

export interface Saying {
	/** Which word is under way. */
	busy(): StepState | null;
	/** The last word, while the sheet is open: it can be taken back. Null after that. */
	last(): { words: string; undo(): void } | null;
	/** Why the server does not take the last one; null when it does. */
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

/**
 * Says what became of a step. Without a network the word waits on this device, and is called so wherever it is shown; the
 * last one can be taken back at once.
 */
export function saying(of: {
	incident(): Pick<Incident, "id" | "version">;
	runbookId(): string | undefined;
	onSaid(): void;
}): Saying {
	const [busy, setBusy] = createSignal<StepState | null>(null);
	const [refused, setRefused] = createSignal<string | null>(null);
	const [last, setLast] = createSignal<ReturnType<Saying["last"]>>(null);
	const say: Saying["say"] = async (step, state, more = {}) => {
		if (busy()) return false;
		setBusy(state);
		setRefused(null);
		const words = `${TOLD[state]}: ${step.title}`;
		const command = stepCommand(of.runbookId() ?? "", step, { state, ...more }, words);
		const came = await keepCommand(of.incident(), command);
		setBusy(null);
		if (came.kind === "refused") {
			setRefused(came.why);
			return false;
		}
		of.onSaid();
		const told = came.kind === "waiting" ? `${words}. ${NOT_SENT}.` : words;
		setLast(state === "open" ? null : { words: told, undo: () => void say(step, "open") });
		return true;
	};
	return { busy, last, refused, say };
}
