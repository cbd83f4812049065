import { createSignal, Show } from "solid-js";
import type { Role } from "../../../worker/platform/rules/caller.ts";
import { Segmented } from "../../parts/field.tsx";
import { Notice } from "../../parts/states.tsx";
import { showToast } from "../../parts/toast.tsx";
import { api, failureWords } from "../../state/api.ts";
import { usersResource } from "../../state/lists.ts";
import { me } from "../../state/session.ts";
import type { List, User } from "../../state/wire.ts";
import { ROLE_OPTIONS, ROLE_WORDS } from "./roles.ts";

/** One of the roles, with what it may. */
export function RoleChoice(props: { role: Role; onRole(role: Role): void }) {
	return (
		<div class="field">
			<Segmented label="Role" options={ROLE_OPTIONS} value={props.role} onValue={props.onRole} />
			<p class="hint">{ROLE_WORDS[props.role].may}</p>
		</div>
	);
}

/** The role of somebody who is here: changed at once, with the way back. */
export function RoleField(props: { of: User }) {
	const { change, role, error } = roleOf(props);
	return (
		<>
			<RoleChoice role={role()} onRole={(next) => void change(next)} />
			<Show when={error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</>
	);
}

/** Their role as the server knows it, and the one that is on its way there. */
function roleOf(props: { of: User }) {
	const { id, name } = props.of;
	const users = usersResource();
	const [wanted, setWanted] = createSignal<Role>();
	const [error, setError] = createSignal<string>();
	/** Answers why not, or null. */
	const send = async (role: Role): Promise<string | null> => {
		setWanted(role);
		const answer = await api<User>("PATCH", `/users/${id}`, { role });
		if (answer.ok) users.set((known) => known && withUser(known, answer.value));
		setWanted(undefined);
		if (answer.ok && id === me().value?.user.id) void me().reload();
		return answer.ok ? null : failureWords(answer);
	};
	const done = (role: Role) =>
		`${name} is now ${role === "responder" ? "a" : "an"} ${ROLE_WORDS[role].name.toLowerCase()}`;
	// The sheet may be gone by then.
	const undo = async (before: Role) => {
		const why = await send(before);
		showToast(why ? `Couldn’t undo. ${why}` : done(before));
	};
	const change = async (next: Role) => {
		if (wanted()) return;
		const before = props.of.role;
		const why = await send(next);
		setError(why ?? undefined);
		if (!why) showToast(done(next), () => void undo(before));
	};
	return { change, error, role: () => wanted() ?? props.of.role };
}

const withUser = (list: List<User>, user: User): List<User> => ({
	...list,
	items: list.items.map((one) => (one.id === user.id ? user : one)),
});
