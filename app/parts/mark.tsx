/** The bell in mid-swing, its clapper at the rim: the alarm that is named after it. The window is around its middle. */
export function Mark(props: { size?: number }) {
	return (
		<svg
			class="mark"
			width={props.size ?? 28}
			height={props.size ?? 28}
			viewBox="-4.4 0.3 32 32"
			aria-hidden="true"
		>
			<g fill="currentColor">
				<path d={BELL} transform="rotate(14 16 4)" />
				<circle cx="20.6" cy="27.4" r="2.7" />
			</g>
		</svg>
	);
}

/** The name in letters of its own; the dot of the i is the shape that means "down". */
export function Wordmark() {
	return (
		<svg class="wordmark" viewBox="0 0 92 28" role="img" aria-label="Tocsin">
			<g fill="none" stroke="currentColor" stroke-width="3.2">
				<path d="M7 3v15q0 4.4 4.4 4.4H13M2 9.6h10.6" />
				<circle cx="23.4" cy="15.8" r="6.6" />
				<path d="M46.4 11.4a6.6 6.6 0 1 0 0 8.8" />
				<path d="M60.8 11.2c-1-1.3-2.5-2-4.3-2-2.5 0-4.3 1.2-4.3 3.2 0 4.6 9 2.2 9 6.8 0 2-1.9 3.2-4.5 3.2-2.2 0-4-.8-5.1-2.4" />
				<path d="M67.8 8.8v14" />
				<path d="M75 23V8.8M75 15c0-3.5 2.3-5.8 5.5-5.8s5.3 2.1 5.3 5.6V23" />
			</g>
			<path class="spark" d="M67.8.2l3 3-3 3-3-3Z" />
		</svg>
	);
}

const BELL =
	"M16 2.6c1.1 0 1.9.8 1.9 1.8 3.9.9 5.9 4.2 6.1 8.8.2 4.2 1 6.8 3.4 9.2.7.7.2 1.9-.8 1.9H5.4c-1 0-1.5-1.2-.8-1.9 2.4-2.4 3.2-5 3.4-9.2.2-4.6 2.2-7.9 6.1-8.8 0-1 .8-1.8 1.9-1.8Z";
