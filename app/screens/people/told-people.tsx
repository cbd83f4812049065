import { For, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { SelectField } from "../../parts/field.tsx";
import type { User } from "../../state/wire.ts";

/** Who is told without being paged: added from a list, and each removed by a button that names them. */
export function ToldPeople(props: {
	hint: string;
	ids: string[];
	people: readonly Pick<User, "id" | "name">[];
	error?: string | null | undefined;
	onIds(ids: string[]): void;
}) {
	const nameOf = (id: string) => props.people.find((one) => one.id === id)?.name ?? id;
	const others = () => props.people.filter(({ id }) => !props.ids.includes(id));
	return (
		<>
			<SelectField
				label="Also told, not paged"
				hint={props.hint}
				options={[
					{ value: "", name: props.ids.length === 0 ? "No one" : "Add a person" },
					...others().map(({ id, name }) => ({ value: id, name })),
				]}
				value=""
				error={props.error ?? null}
				onValue={(id) => id !== "" && props.onIds([...props.ids, id])}
			/>
			<Show when={props.ids.length > 0}>
				<div class="stack">
					<For each={props.ids}>
						{(id) => (
							<Button wide onClick={() => props.onIds(props.ids.filter((one) => one !== id))}>
								Remove {nameOf(id)}
							</Button>
						)}
					</For>
				</div>
			</Show>
		</>
	);
}
