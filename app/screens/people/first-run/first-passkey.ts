import { createSignal } from "solid-js";
import { signedIn } from "../../../state/session.ts";
import { makePasskey, type Steps } from "./ceremony.ts";

interface Made {
	recoveryCodes: string[];
}

/** A new person's way in: their first passkey, which also signs them in, and the codes that come with it. */
export function firstPasskey(steps: () => Steps<Made>, onMade: (codes: string[]) => void) {
	const [busy, setBusy] = createSignal(false);
	const [error, setError] = createSignal<string>();
	const make = async () => {
		if (busy()) return;
		setBusy(true);
		const made = await makePasskey<Made>(steps());
		if (made.ok) await signedIn();
		setBusy(false);
		if (made.ok) onMade(made.value.recoveryCodes);
		else setError(made.words);
	};
	return { busy, error, make };
}
