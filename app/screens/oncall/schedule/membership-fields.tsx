import { Index, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { SelectField, TextField } from "../../../parts/field.tsx";
import type { LayerDraft, Membership } from "./draft.ts";
import type { Cast } from "./lanes.tsx";

const NONE = "";

/** Of the people who take turns, those who come later or leave. */
export function MembershipFields(props: {
	of: Pick<LayerDraft, "userIds" | "memberships">;
	cast: Cast;
	wrong(pointer: string): string | undefined;
	onMemberships(next: Membership[]): void;
}) {
	const all = () => props.of.memberships ?? [];
	const others = () => props.of.userIds.filter((id) => !all().some(({ userId }) => userId === id));
	const change = (place: number, next: Partial<Membership>) =>
		props.onMemberships(all().map((one, n) => (n === place ? { ...one, ...next } : one)));
	return (
		<div class="stack">
			<Index each={all()}>
				{(one, place) => (
					<fieldset class="stack">
						<legend class="sub">{props.cast.nameOf(one().userId)} takes turns only</legend>
						<div class="abreast">
							<TextField
								label="From (optional)"
								type="datetime-local"
								value={one().from ?? ""}
								error={props.wrong(`/${place}/from`)}
								onValue={(from) => change(place, { from: from || null })}
							/>
							<TextField
								label="Until (optional)"
								type="datetime-local"
								value={one().until ?? ""}
								error={props.wrong(`/${place}/until`)}
								onValue={(until) => change(place, { until: until || null })}
							/>
						</div>
						<Button kind="quiet" onClick={() => props.onMemberships(all().filter((_, n) => n !== place))}>
							Remove these dates
						</Button>
					</fieldset>
				)}
			</Index>
			<Show when={others().length > 0}>
				<SelectField
					label="Who comes later or leaves"
					hint="From then on, the rotation counts as if everyone who is there had been there from its start"
					options={[
						{ value: NONE, name: "Choose someone" },
						...others().map((id) => ({ value: id, name: props.cast.nameOf(id) })),
					]}
					value={NONE}
					onValue={(userId) => userId !== NONE && props.onMemberships([...all(), { userId }])}
				/>
			</Show>
		</div>
	);
}
