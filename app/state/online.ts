import { createSignal } from "solid-js";

const [isOnline, setOnline] = createSignal(typeof navigator === "undefined" || navigator.onLine !== false);

/** False as soon as the browser or a failed call says so; true again with the first answer. */
export const online = isOnline;

/** What the last call met. */
export function sawNetwork(reached: boolean): void {
	setOnline(reached);
}

/** Listens to the browser's own opinion; answers how to stop. */
export function watchNetwork(): () => void {
	const up = () => setOnline(true);
	const down = () => setOnline(false);
	addEventListener("online", up);
	addEventListener("offline", down);
	return () => {
		removeEventListener("online", up);
		removeEventListener("offline", down);
	};
}
