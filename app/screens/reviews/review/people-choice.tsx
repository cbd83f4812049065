import { createSignal, createUniqueId, For, Show } from "solid-js";
import { TextField } from "../../../parts/field.tsx";
import type { User } from "../../../state/wire.ts";
import "../shared.css";

/** So many fit without a search. */
const FEW = 12;
const FOUND = 8;

/** Any number of people, each chosen by a tap. Where there are many, those that are chosen and those that are looked for. */
export function PeopleChoice(props: {
	label: string;
	users: User[];
	chosen: string[];
	onChosen(ids: string[]): void;
}) {
	const id = createUniqueId();
	const [search, setSearch] = createSignal("");
	const isLong = () => props.users.length > FEW;
	const shown = () => {
		if (!isLong()) return props.users;
		const words = search().trim().toLowerCase();
		const found = words === "" ? [] : props.users.filter(({ name }) => name.toLowerCase().includes(words));
		const chosen = props.users.filter((user) => props.chosen.includes(user.id));
		return [...new Set([...chosen, ...found.slice(0, FOUND)])];
	};
	const toggle = (userId: string, isIn: boolean) =>
		props.onChosen(isIn ? [...props.chosen, userId] : props.chosen.filter((one) => one !== userId));
	return (
		<fieldset class="field" aria-labelledby={id}>
			<Show
				when={isLong()}
				fallback={
					<p class="field-name" id={id}>
						{props.label}
					</p>
				}
			>
				<div id={id}>
					<TextField
						label={props.label}
						placeholder="Find a person"
						type="search"
						value={search()}
						onValue={setSearch}
					/>
				</div>
			</Show>
			<div class="choices">
				<For each={shown()}>
					{(user) => (
						<label class="choice">
							<input
								type="checkbox"
								checked={props.chosen.includes(user.id)}
								onChange={(event) => toggle(user.id, event.currentTarget.checked)}
							/>
							{user.name}
						</label>
					)}
				</For>
			</div>
		</fieldset>
	);
}
