import { createMemo, createSignal, createUniqueId, For, onMount, Show } from "solid-js";
import { TextField } from "../../../../parts/field.tsx";
import { nowResource, teamsResource, usersResource } from "../../../../state/name-book.ts";
import { keepSame } from "../../../../state/same.ts";
import { me } from "../../../../state/session.ts";
import type { TimelineEvent } from "../../../../state/wire.ts";
import { type Callable, callables, matching } from "./callable.ts";

/** So many are looked through faster by eye. */
const SEARCHED_FROM = 8;

const isSame = (a: Callable, b: Callable): boolean => a.id === b.id;

/** Whom one can call in, as far as this device knows; asked for again when the sheet opens. */
export function callableNow(events: () => TimelineEvent[]): () => Callable[] {
	const [users, teams] = [usersResource(), teamsResource()];
	onMount(() => {
		for (const list of [users, teams]) void list.read();
	});
	// What arrives while somebody chooses takes neither the focus nor the row from under a finger.
	return createMemo(
		(before: Callable[]) =>
			keepSame(
				before,
				callables({
					users: users.value?.items ?? [],
					teams: teams.value?.items ?? [],
					onCall: nowResource().value?.onCall ?? [],
					events: events(),
					meId: me().value?.user.id,
				}),
			),
		[],
	);
}

/** People and teams to choose from: several, or one with `single`. What is chosen stays in sight while one searches. */
export function Picker(props: {
	label: string;
	all: Callable[];
	chosen: Callable[];
	single?: boolean;
	onChange(chosen: Callable[]): void;
}) {
	const name = createUniqueId();
	const [typed, setTyped] = createSignal("");
	const isChosen = (one: Callable) => props.chosen.some((other) => isSame(one, other));
	const shown = () => {
		const found = matching(props.all, typed());
		return props.all.filter((one) => isChosen(one) || found.includes(one));
	};
	const toggle = (one: Callable) => {
		if (props.single) return props.onChange([one]);
		const others = props.chosen.filter((other) => !isSame(one, other));
		props.onChange(isChosen(one) ? others : [...others, one]);
	};
	return (
		<fieldset class="stack">
			<legend class="unseen">{props.label}</legend>
			<Show when={props.all.length > SEARCHED_FROM}>
				<TextField label="Search" type="search" value={typed()} onValue={setTyped} autocomplete="off" />
			</Show>
			<ul class="rows picked">
				<For each={shown()} fallback={<li class="row sub">No matching people or teams</li>}>
					{(one) => (
						<li>
							<label class="row">
								<input
									class="pick"
									type={props.single ? "radio" : "checkbox"}
									name={name}
									checked={isChosen(one)}
									onChange={() => toggle(one)}
								/>
								<span class="row-text">
									<span class="row-title">{one.name}</span>
									<Show when={one.about}>
										<span class="dim">{one.about}</span>
									</Show>
								</span>
							</label>
						</li>
					)}
				</For>
			</ul>
		</fieldset>
	);
}
