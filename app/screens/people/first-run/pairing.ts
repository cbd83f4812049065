import { createSignal } from "solid-js";
import { api, type Failure } from "../../../state/api.ts";
import { refreshing } from "../../../state/refreshing.ts";

export interface Pairing {
	id: string;
	code: string;
	url: string;
	expiresAt: string;
}

const ASK_EVERY_MS = 2_000;

/**
 * A code that brings a phone in, asked for at once and watched until the phone has used it. `claimedBy` is the name
 * that the phone gave itself.
 */
export function usePairing() {
	const [pairing, setPairing] = createSignal<Pairing>();
	const [failure, setFailure] = createSignal<Failure>();
	const [claimedBy, setClaimedBy] = createSignal<string>();
	const make = async () => {
		setFailure(undefined);
		const made = await api<Pairing>("POST", "/me/pairings", {});
		if (made.ok) setPairing(made.value);
		else setFailure(made);
	};
	const ask = async () => {
		const known = pairing();
		if (!known || claimedBy() || Date.now() > Date.parse(known.expiresAt)) return;
		const answer = await api<{ claimedAt: string | null; deviceName: string | null }>(
			"GET",
			`/me/pairings/${known.id}`,
		);
		if (answer.ok && answer.value.claimedAt) setClaimedBy(answer.value.deviceName ?? "Your phone");
	};
	refreshing(ASK_EVERY_MS, ask);
	void make();
	return { pairing, failure, claimedBy, make };
}
