import { initials } from "../state/words.ts";
import "./badge.css";

/** A person's initials, brass when it is you, a ring when it is nobody. Decoration: the name stands beside it. */
export function Avatar(props: { name: string | null; me?: boolean; small?: boolean }) {
	const names = () =>
		["avatar", props.me && "me", props.name === null && "nobody", props.small && "small"]
			.filter(Boolean)
			.join(" ");
	return (
		<span class={names()} aria-hidden="true">
			{props.name === null ? "–" : initials(props.name)}
		</span>
	);
}
