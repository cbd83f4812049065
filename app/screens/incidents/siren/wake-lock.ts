import { createSignal, onCleanup, onMount } from "solid-js";

/** `off`: not asked for yet, or the page is hidden. */
export type WakeState = "on" | "off" | "refused";

/** Keeps the screen lit while the component that asks is there; the system may refuse, and lets go of a hidden page. */
export function keepScreenOn(): () => WakeState {
	const [state, setState] = createSignal<WakeState>("off");
	let lock: WakeLockSentinel | undefined;
	let isGone = false;
	const ask = async () => {
		if (document.hidden || isGone) return;
		try {
			const next = await navigator.wakeLock.request("screen");
			if (isGone) return void next.release();
			lock = next;
			next.addEventListener("release", () => setState("off"));
			setState("on");
		} catch {
			setState("refused");
		}
	};
	onMount(() => {
		void ask();
		document.addEventListener("visibilitychange", ask);
	});
	onCleanup(() => {
		isGone = true;
		document.removeEventListener("visibilitychange", ask);
		void lock?.release();
	});
	return state;
}
