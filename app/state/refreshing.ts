import { onCleanup } from "solid-js";

/** Again and again while the page is shown, until the component that asked is gone: for what no live stream tells of. */
export function refreshing(everyMs: number, read: () => unknown): void {
	const timer = setInterval(() => document.hidden || read(), everyMs);
	onCleanup(() => clearInterval(timer));
}
