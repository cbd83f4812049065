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

/** For what lies above that bar: `--strips` is the height of all in it, none while it is empty. */
export function standsAboveTheFoot(strips: HTMLElement): void {
	const { style } = document.documentElement;
	const measure = () => {
		const heights = [...strips.children].map((strip) => (strip as HTMLElement).offsetHeight);
		style.setProperty("--strips", `${heights.reduce((sum, one) => sum + one, 0)}px`);
	};
	const sizes = new ResizeObserver(measure);
	const comings = new MutationObserver(() => {
		sizes.disconnect();
		for (const strip of strips.children) sizes.observe(strip);
		measure();
	});
	comings.observe(strips, { childList: true });
	onCleanup(() => {
		comings.disconnect();
		sizes.disconnect();
		style.removeProperty("--strips");
	});
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
