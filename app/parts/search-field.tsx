import { onCleanup } from "solid-js";
import { TextField } from "./field.tsx";

/** Typing pauses this long before the address says so. */
const PAUSE_MS = 250;

/** Words to look for; the address has them a pause after the last key. `/` leads into it. */
export function SearchField(props: { label: string; value: string; onValue(typed: string): void }) {
	let waiting: ReturnType<typeof setTimeout> | undefined;
	onCleanup(() => clearTimeout(waiting));
	return (
		<TextField
			label={props.label}
			type="search"
			placeholder={props.label}
			autocomplete="off"
			maxlength={100}
			data-search=""
			value={props.value}
			onValue={(typed) => {
				clearTimeout(waiting);
				waiting = setTimeout(() => props.onValue(typed.trim()), PAUSE_MS);
			}}
		/>
	);
}
