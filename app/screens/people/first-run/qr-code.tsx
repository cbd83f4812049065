import { encode } from "uqr";
import "./first-run.css";

/** A square that a phone's camera reads; its text stands beside it for everybody else. */
export function QrCode(props: { text: string; label: string }) {
	const drawn = () => {
		const { data, size } = encode(props.text, { ecc: "M", border: 3 });
		const path = data
			.flatMap((line, y) => line.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
			.join("");
		return { path, size };
	};
	return (
		<div class="qr">
			<svg
				viewBox={`0 0 ${drawn().size} ${drawn().size}`}
				role="img"
				aria-label={props.label}
				shape-rendering="crispEdges"
			>
				<path fill="currentColor" d={drawn().path} />
			</svg>
		</div>
	);
}
