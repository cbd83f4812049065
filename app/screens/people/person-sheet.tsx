import { createSignal, For, Show } from "solid-js";
import type { Role } from "../../../worker/core/roster.ts";
import { Button } from "../../parts/button.tsx";
import { Segmented } from "../../parts/field.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { Loaded, Notice, Skeleton } from "../../parts/states.tsx";
import { say } from "../../parts/toast.tsx";
import { api, failureWords } from "../../state/api.ts";
import { now } from "../../state/clock.ts";
import { me } from "../../state/session.ts";
import type { List, User } from "../../state/wire.ts";
import { receiptWords } from "../../state/words.ts";
import { usersResource } from "../services/lists.ts";
import { Confirm } from "../settings/confirm.tsx";
import { inUseWords } from "../settings/in-use-words.ts";
import { methodsResource } from "../settings/methods.ts";
import { type Invitation, InviteLink } from "./invite-link.tsx";
import { ROLE_OPTIONS, ROLE_WORDS } from "./roles.ts";
import "../first-run/secrets.css";

/** What an admin may do for a person: another role, another link, and taking them off. */
export function PersonSheet(props: { of: User; onClose(): void }) {
	const users = usersResource();
	// The last words come after the sheet is gone, and its person with it.
	const { id, name } = props.of;
	const path = `/users/${id}` as const;
	const isMe = () => id === me().value?.user.id;
	const [trouble, setTrouble] = createSignal<string>();
	const [removing, setRemoving] = createSignal(false);
	const [link, setLink] = createSignal<Invitation>();
	const invite = async () => {
		const answer = await api<Invitation>("POST", `${path}/invites`, {});
		setTrouble(answer.ok ? undefined : failureWords(answer));
		if (answer.ok) setLink(answer.value);
	};
	return (
		<>
			<Sheet open={!removing()} title={props.of.name} onClose={() => !removing() && props.onClose()}>
				<p class="sub">{[props.of.email, props.of.timeZone].filter(Boolean).join(" · ")}</p>
				<RoleField of={props.of} />
				<Ways userId={props.of.id} />
				<Show when={trouble()}>{(words) => <Notice>{words()}</Notice>}</Show>
				<Show
					when={link()}
					fallback={
						<div class="abreast">
							<Button onClick={() => void invite()}>Make a link</Button>
							<Show when={!isMe()}>
								<Button kind="danger" onClick={() => setRemoving(true)}>
									Remove …
								</Button>
							</Show>
						</div>
					}
				>
					{(made) => <InviteLink of={made()} name={props.of.name} />}
				</Show>
			</Sheet>
			<Confirm
				open={removing()}
				title={`Remove ${props.of.name}?`}
				act={`Remove ${props.of.name}`}
				words={inUseWords}
				onConfirm={() => api("DELETE", path)}
				onClose={(done) => {
					setRemoving(false);
					if (!done) return;
					say(`${name} is no longer here`);
					props.onClose();
					void users.reload();
				}}
			>
				They are signed out everywhere and no longer paged. What they did stays in the timelines.
			</Confirm>
		</>
	);
}

function RoleField(props: { of: User }) {
	const { change, role, trouble } = roleOf(props);
	return (
		<>
			<div class="field">
				<Segmented label="Role" options={ROLE_OPTIONS} value={role()} onValue={(next) => void change(next)} />
				<p class="hint">{ROLE_WORDS[role()].may}</p>
			</div>
			<Show when={trouble()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</>
	);
}

/** Their role as the server knows it, and the one that is on its way there. */
function roleOf(props: { of: User }) {
	const { id, name } = props.of;
	const users = usersResource();
	const [wanted, setWanted] = createSignal<Role>();
	const [trouble, setTrouble] = createSignal<string>();
	/** Answers why not, or null. */
	const send = async (role: Role): Promise<string | null> => {
		setWanted(role);
		const answer = await api<User>("PATCH", `/users/${id}`, { role });
		if (answer.ok) users.set((known) => known && withUser(known, answer.value));
		setWanted(undefined);
		if (answer.ok && id === me().value?.user.id) void me().reload();
		return answer.ok ? null : failureWords(answer);
	};
	const done = (role: Role) => `${name} is ${ROLE_WORDS[role].name.toLowerCase()} now`;
	// The sheet may be gone by then.
	const undo = async (before: Role) => {
		const why = await send(before);
		say(why ? `Not undone. ${why}` : done(before));
	};
	const change = async (next: Role) => {
		if (wanted()) return;
		const before = props.of.role;
		const why = await send(next);
		setTrouble(why ?? undefined);
		if (!why) say(done(next), () => void undo(before));
	};
	return { change, trouble, role: () => wanted() ?? props.of.role };
}

const withUser = (list: List<User>, user: User): List<User> => ({
	...list,
	items: list.items.map((one) => (one.id === user.id ? user : one)),
});

function Ways(props: { userId: string }) {
	const methods = methodsResource(props.userId);
	return (
		<Loaded of={methods} what="Their devices" bones={<Skeleton rows={1} height={62} />}>
			{(list) => (
				<Rows label="Ways to reach them">
					<For each={list().items} fallback={<Row title="No device yet" sub="Pages would not reach them" />}>
						{(method) => <Row title={method.name} sub={receiptWords(method, now())} />}
					</For>
				</Rows>
			)}
		</Loaded>
	);
}
