import { createSignal } from "solid-js";

const [isOnline, setOnline] = createSignal(typeof navigator === "undefined" || navigator.onLine !== false);

/** False as soon as the browser or a failed call says so; true again with the first answer. */
export const online = isOnline;

/** What the last call met. */
export function sawNetwork(reached: boolean): void {
	setOnline(reached);
}

const [oldest, setOldest] = createSignal<ReadonlyMap<object, number>>(new Map());

/** When the oldest of what is shown was true; null when nothing that is shown says its age. */
export const shownSince = (): number | null => (oldest().size === 0 ? null : Math.min(...oldest().values()));

/** Something that is shown is of `at`; null once it is not shown, or fresh. */
export function showsOld(what: object, at: number | null): void {
	setOldest((before) => {
		const next = new Map(before);
		if (at === null) next.delete(what);
		else next.set(what, at);
		return next;
	});
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
