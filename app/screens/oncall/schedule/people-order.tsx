import { For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { SelectField } from "../../../parts/field.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { usersResource } from "../../../state/name-book.ts";
import { moved } from "./draft.ts";
import type { Cast } from "./lanes.tsx";

const NONE = "";

/** Who takes turns, in this order. */
export function PeopleOrder(props: {
	userIds: readonly string[];
	cast: Cast;
	error?: string | null | undefined;
	onUserIds(userIds: string[]): void;
}) {
	const others = () =>
		(usersResource().value?.items ?? [])
			.filter(({ id, role }) => role !== "observer" && !props.userIds.includes(id))
			.toSorted((a, b) => a.name.localeCompare(b.name));
	const without = (place: number) => props.userIds.filter((_, index) => index !== place);
	return (
		<div class="stack">
			<Show when={props.userIds.length > 0}>
				<ol class="rows" aria-label="People in order">
					<For each={props.userIds}>
						{(id, place) => (
							<li class="row">
								<span class="row-text row-title">
									{place() + 1}. {props.cast.nameOf(id)}
								</span>
								<Button
									kind="quiet"
									round
									disabled={place() === 0}
									aria-label={`Move ${props.cast.nameOf(id)} up`}
									onClick={() => props.onUserIds(moved(props.userIds, place(), -1))}
								>
									↑
								</Button>
								<Button
									kind="quiet"
									round
									aria-label={`Remove ${props.cast.nameOf(id)}`}
									onClick={() => props.onUserIds(without(place()))}
								>
									<Icon name="close" size={18} />
								</Button>
							</li>
						)}
					</For>
				</ol>
			</Show>
			<SelectField
				label="Who takes turns"
				hint="In this order. After the last, the first is on call again."
				error={props.error}
				options={[
					{ value: NONE, name: "Add someone" },
					...others().map(({ id, name }) => ({ value: id, name })),
				]}
				value={NONE}
				onValue={(id) => id !== NONE && props.onUserIds([...props.userIds, id])}
			/>
		</div>
	);
}
