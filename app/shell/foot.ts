import { onCleanup } from "solid-js";

/**
 * For the bar at the bottom of a phone: while it is there, `--foot` is its height, so that what is scrolled ends above
 * it, and nothing that has the focus hides behind it. A bar that stands elsewhere (the rail of a desk) leaves no foot.
 */
export function standsAtTheFoot(bar: HTMLElement): void {
	const { style } = document.documentElement;
	const measure = () => {
		const isShown = bar.offsetHeight > 0;
		const isAtTheFoot = getComputedStyle(bar).position === "fixed";
		if (isShown) style.setProperty("--foot", isAtTheFoot ? `${bar.offsetHeight}px` : "0px");
	};
	const observer = new ResizeObserver(measure);
	observer.observe(bar);
	onCleanup(() => {
		observer.disconnect();
		style.removeProperty("--foot");
	});
}
