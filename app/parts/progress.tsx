import { createUniqueId, type JSX, Show } from "solid-js";
import "./timer.css";

/** How far something is, in words and as a bar. `value` absent: under way, nobody knows how far. */
export function Progress(props: { label: string; value?: number; max?: number; words?: JSX.Element }) {
	const id = createUniqueId();
	return (
		<div class="progress">
			<div class="progress-words">
				<span id={id}>{props.label}</span>
				<Show when={props.words}>
					<span class="figure">{props.words}</span>
				</Show>
			</div>
			<Show when={props.value !== undefined} fallback={<progress aria-labelledby={id} />}>
				<progress aria-labelledby={id} value={props.value} max={props.max ?? 100} />
			</Show>
		</div>
	);
}
