import { createEffect, createRoot, on } from "solid-js";
import { online } from "../../state/online.ts";
import { beforeSignOut, me, sessionState } from "../../state/session.ts";
import { keysOnDevice } from "./device-text.ts";

const RETRY_MS = 30_000;

/**
 * Once, at the start: sends what was written in a review and did not arrive, without that review being opened. Now, when
 * the network or the page comes back, and every half minute. What sends is read only where something waits.
 */
export function startUnsentTexts(): void {
	const mine = () => (sessionState() === "in" ? me().value?.user.id : undefined);
	const send = async (isNew: boolean) => {
		const userId = mine();
		if (userId === undefined || !isWaiting(userId)) return;
		try {
			const { sendUnsent } = await import("./review-texts.ts");
			await sendUnsent(userId, isNew);
		} catch {
			// The code that sends could not be read; it stays on the device until the next try.
		}
	};
	createRoot(() => createEffect(on([mine, online], () => void send(true))));
	document.addEventListener("visibilitychange", () => !document.hidden && void send(true));
	setInterval(() => !document.hidden && void send(false), RETRY_MS);
	beforeSignOut(() => send(true));
}

const isWaiting = (userId: string): boolean =>
	keysOnDevice(`review:${userId}:`).length > 0 || keysOnDevice(`review-entries:${userId}:`).length > 0;
