import { createSignal, type JSX, onCleanup, Show } from "solid-js";

/** So far below what is seen, it begins to come. */
const NEAR = "300px";

/**
 * Shows its children from when the reader comes near. A phone at 03:00 does not ask for and draw what nobody has scrolled
 * to. Only for what stands last: it has no size until then.
 */
export function WhenNear(props: { children: JSX.Element }) {
	const [isNear, setNear] = createSignal(false);
	const watch = (mark: HTMLElement) => {
		const observer = new IntersectionObserver(
			(entries) => entries.some(({ isIntersecting }) => isIntersecting) && setNear(true),
			{ rootMargin: NEAR },
		);
		observer.observe(mark);
		onCleanup(() => observer.disconnect());
	};
	return (
		<Show when={isNear()} fallback={<div ref={watch} />}>
			{props.children}
		</Show>
	);
}
