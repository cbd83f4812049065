import { createSignal, Show } from "solid-js";
import type { Role } from "../../../worker/core/roster.ts";
import { Button } from "../../parts/button.tsx";
import { Segmented, TextField } from "../../parts/field.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { Notice } from "../../parts/states.tsx";
import { api, type Result } from "../../state/api.ts";
import { sending } from "../../state/sending.ts";
import type { User } from "../../state/wire.ts";
import { usersResource } from "../services/lists.ts";
import { type Invitation, InviteLink } from "./invite-link.tsx";
import { ROLE_OPTIONS, ROLE_WORDS } from "./roles.ts";

/** Name, address and role; then a link that is handed over by hand. */
export function InviteSheet(props: { onClose(): void }) {
	const [name, setName] = createSignal("");
	const [email, setEmail] = createSignal("");
	const [role, setRole] = createSignal<Role>("responder");
	const [made, setMade] = createSignal<Invitation>();
	const inviting = sending(
		() => inviteSomebody({ name: name().trim(), email: email().trim(), role: role() }),
		setMade,
	);
	return (
		<Sheet
			open
			title={made() ? `Send this to ${name().trim()}` : "Invite somebody"}
			onClose={props.onClose}
			acts={
				<Show
					when={made()}
					fallback={
						<Button
							kind="primary"
							wide
							type="submit"
							form="invite"
							busy={inviting.busy() && "Making a link …"}
						>
							Make a link
						</Button>
					}
				>
					<Button kind="primary" wide onClick={() => props.onClose()}>
						Done
					</Button>
				</Show>
			}
		>
			<Show
				when={made()}
				fallback={
					<form class="stack wide" id="invite" onSubmit={(event) => void inviting.send(event)}>
						<TextField
							label="Name"
							autocomplete="off"
							maxLength={200}
							value={name()}
							error={inviting.wrong("/name")}
							onValue={setName}
						/>
						<TextField
							label="E-mail"
							hint="Tells people of one name apart. Nothing is sent there."
							type="email"
							autocomplete="off"
							maxLength={254}
							value={email()}
							error={inviting.wrong("/email")}
							onValue={setEmail}
						/>
						<div class="field">
							<Segmented label="Role" options={ROLE_OPTIONS} value={role()} onValue={setRole} />
							<p class="hint">{ROLE_WORDS[role()].may}</p>
						</div>
						<Show when={inviting.trouble()}>{(words) => <Notice>{words()}</Notice>}</Show>
					</form>
				}
			>
				{(one) => <InviteLink of={one()} name={name().trim()} />}
			</Show>
		</Sheet>
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
