import { createSignal } from "solid-js";

const [at, setAt] = createSignal(Date.now());
let ticking: ReturnType<typeof setTimeout> | undefined;

/** The one clock of every countdown and age on the screen: epoch ms, a second at a time, in step with wall seconds. */
export const now = at;

/** Starts the ticking; it stops while the page is hidden and is correct as soon as it is shown. */
export function startClock(): () => void {
	const tick = () => {
		setAt(Date.now());
		ticking = document.hidden ? undefined : setTimeout(tick, 1_000 - (Date.now() % 1_000));
	};
	const wake = () => {
		clearTimeout(ticking);
		tick();
	};
	document.addEventListener("visibilitychange", wake);
	tick();
	return () => {
		clearTimeout(ticking);
		document.removeEventListener("visibilitychange", wake);
	};
}
