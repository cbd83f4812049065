import { createSignal } from "solid-js";
import type { Role } from "../../../worker/platform/rules/caller.ts";
import { TextField } from "../../parts/field.tsx";
import { MadeOnceSheet } from "../../parts/made-once-sheet.tsx";
import { api, type Result } from "../../state/api.ts";
import { usersResource } from "../../state/lists.ts";
import type { User } from "../../state/wire.ts";
import { type Invitation, InviteLink } from "./invite-link.tsx";
import { RoleChoice } from "./role-field.tsx";

/** Name, address and role; then a link that is handed over by hand. */
export function InviteSheet(props: { onClose(): void }) {
	const [name, setName] = createSignal("");
	const [email, setEmail] = createSignal("");
	const [role, setRole] = createSignal<Role>("responder");
	return (
		<MadeOnceSheet
			title="Invite someone"
			act="Create link"
			busyWords="Creating link…"
			make={() => inviteSomebody({ name: name().trim(), email: email().trim(), role: role() })}
			madeTitle={`Send this to ${name().trim()}`}
			doneAct="Done"
			onClose={props.onClose}
			fields={(inviting) => (
				<>
					<TextField
						label="Name"
						autocomplete="off"
						maxLength={200}
						value={name()}
						error={inviting.wrong("/name")}
						onValue={setName}
					/>
					<TextField
						label="Email"
						hint="Tells apart people with the same name. Tocsin doesn’t send email to it."
						type="email"
						autocomplete="off"
						maxLength={254}
						value={email()}
						error={inviting.wrong("/email")}
						onValue={setEmail}
					/>
					<RoleChoice role={role()} onRole={setRole} />
				</>
			)}
		>
			{(one) => <InviteLink of={one()} name={name().trim()} />}
		</MadeOnceSheet>
	);
}

/** A person without a link would wait on the list for ever: when the link fails, the person goes again. */
async function inviteSomebody(person: {
	name: string;
	email: string;
	role: Role;
}): Promise<Result<Invitation>> {
	const user = await api<User>("POST", "/users", person);
	if (!user.ok) return user;
	const link = await api<Invitation>("POST", `/users/${user.value.id}/invites`, {});
	if (!link.ok) await api("DELETE", `/users/${user.value.id}`);
	await usersResource().reload();
	return link;
}
