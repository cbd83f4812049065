import { createSignal, For, onMount } from "solid-js";
import { INCIDENT_ROLES, type IncidentRole } from "../../../../../worker/incidents/rules/incident-types.ts";
import { type Came, keepCommand, roleCommand } from "../../../../outbox/keep.ts";
import { Button } from "../../../../parts/button.tsx";
import { SelectField } from "../../../../parts/field.tsx";
import { usersResource } from "../../../../state/name-book.ts";
import { me } from "../../../../state/session.ts";
import { SheetForm } from "../sheet-form.tsx";
import type { ActProps } from "../sheet-props.ts";
import { changedRoles, holdersOf, ROLE_NAMES } from "./roles.ts";

/** Who leads, who speaks to the outside and who writes down. Nobody is paged for a role. */
export function RolesSheet(props: ActProps) {
	const users = usersResource();
	onMount(() => void users.read());
	const [chosen, setChosen] = createSignal<Partial<Record<IncidentRole, string>>>({});
	const holders = () => holdersOf(props.incident, props.events);
	const myId = () => me().value?.user.id;
	const changes = () => changedRoles(holders(), chosen());
	const nameOf = (userId: string) => users.value?.items.find(({ id }) => id === userId)?.name ?? "someone";
	const keep = async () => {
		let came: Came = { kind: "done" };
		for (const { role, userId } of changes()) {
			const person = { id: userId, name: nameOf(userId) };
			came = await keepCommand(props.incident, roleCommand(role, person, ROLE_NAMES[role]));
			if (came.kind === "refused") return came;
		}
		return came;
	};
	const choose = (role: IncidentRole, id: string) => setChosen((before) => ({ ...before, [role]: id }));
	const people = (role: IncidentRole) => {
		const holder = holders()[role];
		const all = (users.value?.items ?? []).map(({ id, name }) => ({
			value: id,
			name: id === myId() ? `${name} (you)` : name,
		}));
		const isListed = !holder || all.some(({ value }) => value === holder.id);
		return [
			...(holder ? [] : [{ value: "", name: "No one yet" }]),
			...(isListed ? [] : [{ value: holder.id, name: holder.name }]),
			...all,
		];
	};
	return (
		<SheetForm
			title="Roles"
			verb="role"
			act="Save roles"
			commands={props.commands}
			onClose={props.onClose}
			body={() => (changes().length === 0 ? null : {})}
			keep={keep}
			done="Role assigned"
		>
			<p class="sub">No one is paged for a role. To page someone too, use Reassign.</p>
			<For each={INCIDENT_ROLES}>
				{(role) => (
					<SelectField
						label={ROLE_NAMES[role]}
						options={people(role)}
						value={chosen()[role] ?? holders()[role]?.id ?? ""}
						onValue={(id) => choose(role, id)}
					/>
				)}
			</For>
			<Button
				wide
				disabled={(chosen().lead ?? holders().lead?.id) === myId()}
				onClick={() => choose("lead", myId() ?? "")}
			>
				Make me lead
			</Button>
		</SheetForm>
	);
}
