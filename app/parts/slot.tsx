import { children, type JSX, Show } from "solid-js";

/**
 * What goes around a part that may be absent. A plain `<Show when={props.trail}>{props.trail}</Show>` makes the part
 * twice, effects and all, and takes a part that shows nothing for one that is there.
 */
export function Slot(props: {
	of: JSX.Element;
	fallback?: JSX.Element;
	children(made: () => JSX.Element): JSX.Element;
}) {
	const made = children(() => props.of);
	const isThere = () => made.toArray().some(Boolean);
	return (
		<Show when={isThere()} fallback={props.fallback}>
			{props.children(made)}
		</Show>
	);
}
