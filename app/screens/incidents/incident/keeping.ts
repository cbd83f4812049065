import { createSignal } from "solid-js";
import { NOT_SENT } from "../../../../worker/platform/rules/phrases.ts";
import type { Came } from "../../../outbox/keep.ts";
import { showToast } from "../../../parts/toast.tsx";

/** An act of a form that may wait on this device: whether it is under way, and why it was refused. */
export function keeping() {
	const [busy, setBusy] = createSignal(false);
	const [why, setWhy] = createSignal<string>();
	return {
		busy,
		why,
		/** Answers whether the form is done with it. `done` is said once it has arrived. */
		async run(act: () => Promise<Came>, done: string): Promise<boolean> {
			setWhy(undefined);
			setBusy(true);
			const came = await act();
			setBusy(false);
			if (came.kind === "refused") setWhy(came.why);
			else showToast(came.kind === "done" ? done : NOT_SENT);
			return came.kind !== "refused";
		},
	};
}
