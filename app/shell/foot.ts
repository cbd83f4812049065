import { onCleanup } from "solid-js";

/**
 * For the bar at the bottom of a phone: while it is there, `--foot` is its height, so that what is scrolled ends above
 * it, and nothing that has the focus hides behind it. A bar that stands elsewhere (the rail of a desk) leaves no foot.
 */
export function standsAtTheFoot(bar: HTMLElement): void {
	followHeight("--foot", bar, () => {
		if (bar.offsetHeight === 0) return null;
		return getComputedStyle(bar).position === "fixed" ? bar.offsetHeight : 0;
	});
}

/** For what lies above that bar: `--strips` is its height, none while it is empty. */
export function standsAboveTheFoot(strips: HTMLElement): void {
	followHeight("--strips", strips, () => strips.offsetHeight);
}

/** Null leaves the name as it is: another bar has the place. */
function followHeight(name: string, element: HTMLElement, height: () => number | null): void {
	const { style } = document.documentElement;
	const observer = new ResizeObserver(() => {
		const pixels = height();
		if (pixels !== null) style.setProperty(name, `${pixels}px`);
	});
	observer.observe(element);
	onCleanup(() => {
		observer.disconnect();
		style.removeProperty(name);
	});
}
