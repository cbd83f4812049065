import { createSignal, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { SelectField, TextField } from "../../../parts/field.tsx";
import { HoursFields } from "../../../parts/hours-fields.tsx";
import { CUSTOM, type LayerDraft, LENGTHS, lengthOf, withLength, withPeople } from "./draft.ts";
import type { Cast } from "./lanes.tsx";
import { MembershipFields } from "./membership-fields.tsx";
import { PeopleOrder } from "./people-order.tsx";

interface LayerFieldsProps {
	layer: LayerDraft;
	cast: Cast;
	/** The first of several loses where a later one has somebody. */
	isOnly: boolean;
	/** What is wrong with a field of this layer: `wrong("/userIds")`. */
	wrong(pointer: string): string | undefined;
	onLayer(change: Partial<LayerDraft>): void;
	onRemove(): void;
}

/** Who takes turns, how long a turn is, and when it is handed over; the rest behind "More options". */
export function LayerFields(props: LayerFieldsProps) {
	const rotate = (change: Partial<LayerDraft["rotation"]>) =>
		props.onLayer({ rotation: { ...props.layer.rotation, ...change } });
	return (
		<fieldset class="stack wide">
			<legend class="unseen">{props.layer.name}</legend>
			<PeopleOrder
				userIds={props.layer.userIds}
				cast={props.cast}
				error={props.wrong("/userIds")}
				onUserIds={(userIds) => props.onLayer(withPeople(props.layer, userIds))}
			/>
			<LengthField rotation={props.layer.rotation} onRotation={rotate} />
			<TextField
				label="First hand-off"
				hint={
					props.layer.rotation.unit === "month"
						? "Later hand-offs are on this day of the month, or on the last day of a shorter month"
						: "Every later hand-off is at the same time of day"
				}
				type="datetime-local"
				required
				value={props.layer.rotation.startsAt}
				error={props.wrong("/rotation/startsAt")}
				onValue={(startsAt) => rotate({ startsAt })}
			/>
			<details>
				<summary>More options for this rotation</summary>
				<div class="stack wide">
					<TextField
						label="Name of this rotation"
						maxLength={200}
						value={props.layer.name}
						error={props.wrong("/name")}
						onValue={(name) => props.onLayer({ name })}
					/>
					<HoursFields
						legend="On call only"
						restrictions={props.layer.restrictions}
						wrong={(pointer) => props.wrong(`/restrictions${pointer}`)}
						onRestrictions={(restrictions) => props.onLayer({ restrictions })}
					/>
					<MembershipFields
						of={props.layer}
						cast={props.cast}
						wrong={(pointer) => props.wrong(`/memberships${pointer}`)}
						onMemberships={(memberships) => props.onLayer({ memberships })}
					/>
					<TextField
						label="Ends (optional)"
						hint="From then on, no one is on call by this rotation"
						type="datetime-local"
						value={props.layer.rotation.endsAt ?? ""}
						error={props.wrong("/rotation/endsAt")}
						onValue={(endsAt) => rotate({ endsAt: endsAt || null })}
					/>
					<Show when={!props.isOnly}>
						<Button kind="danger" onClick={() => props.onRemove()}>
							Remove this rotation
						</Button>
					</Show>
				</div>
			</details>
		</fieldset>
	);
}

function LengthField(props: {
	rotation: LayerDraft["rotation"];
	onRotation(next: LayerDraft["rotation"]): void;
}) {
	const isUsual = () => LENGTHS.some(({ value }) => value === lengthOf(props.rotation));
	const [isCustom, setCustom] = createSignal(!isUsual());
	const choose = (text: string) => {
		setCustom(text === CUSTOM);
		const next = withLength(props.rotation, text);
		if (next) props.onRotation(next);
	};
	return (
		<>
			<SelectField
				label="How long a turn is"
				options={[...LENGTHS, { value: CUSTOM, name: "Another length" }]}
				value={isCustom() ? CUSTOM : lengthOf(props.rotation)}
				onValue={choose}
			/>
			<Show when={isCustom()}>
				<div class="abreast">
					<TextField
						label="Number"
						type="number"
						min={1}
						max={1_000}
						inputmode="numeric"
						required
						value={props.rotation.length}
						onValue={(text) =>
							props.onRotation(withLength(props.rotation, `${text} ${props.rotation.unit}`) ?? props.rotation)
						}
					/>
					<SelectField
						label="Unit"
						options={UNITS}
						value={props.rotation.unit}
						onValue={(unit) => props.onRotation({ ...props.rotation, unit })}
					/>
				</div>
			</Show>
		</>
	);
}

const UNITS = [
	{ value: "hour" as const, name: "hours" },
	{ value: "day" as const, name: "days" },
	{ value: "week" as const, name: "weeks" },
	{ value: "month" as const, name: "months" },
];
