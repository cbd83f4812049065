import { createSignal } from "solid-js";
import { HANDED_ROLES, type HandedRole } from "../../../../../worker/incidents/rules/incident-types.ts";
import { Segmented } from "../../../../parts/field.tsx";
import { SheetForm } from "../sheet-form.tsx";
import type { ActProps } from "../sheet-props.ts";
import type { Callable } from "./callable.ts";
import { callableNow, Picker } from "./picker.tsx";
import { ROLE_NAMES } from "./roles.ts";

/** Asks somebody to take a role over. Until they accept, whoever has it keeps it: there is always exactly one lead. */
export function OfferSheet(props: ActProps) {
	const all = callableNow(() => props.events);
	const people = () => all().filter(({ kind }) => kind === "user");
	const [role, setRole] = createSignal<HandedRole>("lead");
	const [chosen, setChosen] = createSignal<Callable[]>([]);
	const person = () => chosen()[0];
	const first = () => person()?.name.split(/\s+/)[0] ?? "";
	return (
		<SheetForm
			title="Hand over"
			verb="offerRole"
			act={person() ? `Ask ${first()}` : "Ask"}
			commands={props.commands}
			onClose={props.onClose}
			body={() => (person() ? { role: role(), userId: person()?.id } : null)}
		>
			<Segmented
				label="Role"
				options={HANDED_ROLES.map((value) => ({ value, name: ROLE_NAMES[value] }))}
				value={role()}
				onValue={setRole}
			/>
			<Picker label="Who takes over" single all={people()} chosen={chosen()} onChange={setChosen} />
			<p class="sub">
				They get a notification and accept or decline. To page someone right away, use Reassign.
			</p>
		</SheetForm>
	);
}
