import { createSignal } from "solid-js";
import { showToast } from "../../parts/toast.tsx";
import { type ApiMethod, api, failureWords } from "../../state/api.ts";
import type { Resource } from "../../state/resource.ts";
import type { Review } from "./wire.ts";

export interface Dismissals {
	/** The text that is being sent; null when none is. */
	busy(): string | null;
	/** Why the last try did not happen. */
	error(): string | undefined;
	/** Says so, with the way back. */
	dismiss(text: string): Promise<void>;
	proposeAgain(text: string): Promise<void>;
}

/** Dismissing what a review proposes. It is shown as done when the server has said so. */
export function dismissals(review: Resource<Review>, incidentId: string): Dismissals {
	const [busy, setBusy] = createSignal<string | null>(null);
	const [error, setError] = createSignal<string>();
	const send = async (method: ApiMethod, text: string, failed: string) => {
		if (busy() !== null) return false;
		setBusy(text);
		setError(undefined);
		const answer = await api<Review>(method, `/reviews/${incidentId}/dismissed-proposals`, { text });
		setBusy(null);
		if (answer.ok) review.set(answer.value);
		else setError(`${failed} ${failureWords(answer)}`);
		return answer.ok;
	};
	const proposeAgain = async (text: string) => {
		if (await send("DELETE", text, "Couldn’t undo.")) showToast("Proposed again", undefined, text);
	};
	const dismiss = async (text: string) => {
		if (await send("PUT", text, "Couldn’t dismiss the proposal."))
			showToast("Proposal dismissed", () => void proposeAgain(text), text);
	};
	return { busy, error, dismiss, proposeAgain };
}
