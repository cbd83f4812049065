import { For, Show } from "solid-js";
import { Switch } from "./field.tsx";

/** Any number of a list, folded away while none is being chosen. */
export function Several(props: {
	label: string;
	none: string;
	all: { id: string; name: string }[];
	chosen: string[];
	onChosen(ids: string[]): void;
}) {
	const names = () => props.all.filter(({ id }) => props.chosen.includes(id)).map(({ name }) => name);
	const turn = (id: string, isOn: boolean) =>
		props.onChosen(isOn ? [...props.chosen, id] : props.chosen.filter((one) => one !== id));
	return (
		<details>
			<summary>
				<b>{props.label}</b> <span class="sub">{names().join(", ") || props.none}</span>
			</summary>
			<Show when={props.all.length > 0} fallback={<p class="dim">There are none.</p>}>
				<For each={props.all}>
					{({ id, name }) => (
						<Switch label={name} checked={props.chosen.includes(id)} onValue={(isOn) => turn(id, isOn)} />
					)}
				</For>
			</Show>
		</details>
	);
}
