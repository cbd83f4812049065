import { createMemo, For, Show } from "solid-js";
import "./day-strip.css";

const STEP = 4;
const HEIGHT = 24;
/** Class and height of each letter: up 40 %, degraded 70 %, down all of it, nobody looked a dot. */
const BARS: [letter: string, look: string, height: number][] = [
	["u", "u", 10],
	["d", "d", 17],
	["x", "x", 24],
	["-", "n", 2],
];

/** A bar for each letter, as wide as its place. `said` says in words what it shows. */
export function Strip(props: { of: string; said: string }) {
	const paths = createMemo(() => {
		const letters = [...props.of];
		return BARS.map(([letter, look, height]) => {
			const at = letters.flatMap((one, index) => (one === letter ? [index] : []));
			return { look, d: at.map((index) => `M${index * STEP + 2} ${HEIGHT}v-${height}`).join("") };
		});
	});
	return (
		<svg
			class="days"
			role="img"
			aria-label={props.said}
			viewBox={`0 0 ${Math.max(props.of.length, 1) * STEP} ${HEIGHT}`}
			preserveAspectRatio="none"
		>
			<For each={paths()}>
				{({ look, d }) => (
					<Show when={d}>
						<path class={look} d={d} />
					</Show>
				)}
			</For>
		</svg>
	);
}
