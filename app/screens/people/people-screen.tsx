import { createSignal, For, Show } from "solid-js";
import { Avatar } from "../../parts/avatar.tsx";
import { Button } from "../../parts/button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Loaded, Notice, Skeleton } from "../../parts/states.tsx";
import { Screen } from "../../shell/screen.tsx";
import { mayAs, me } from "../../state/session.ts";
import type { User } from "../../state/wire.ts";
import { usersResource } from "../services/lists.ts";
import { MoreOf } from "../settings/more-list.tsx";
import { InviteSheet } from "./invite-sheet.tsx";
import { PersonSheet } from "./person-sheet.tsx";
import { Reach } from "./reach.tsx";
import { ROLE_WORDS } from "./roles.ts";

/** Everybody who shares the pager. An admin also sees who could not be woken. */
export default function PeopleScreen() {
	const users = usersResource();
	const [inviting, setInviting] = createSignal(false);
	const [openedId, setOpenedId] = createSignal<string>();
	const isMe = (user: User) => user.id === me().value?.user.id;
	const opened = () => users.value?.items.find((user) => user.id === openedId());
	return (
		<Screen
			title="People"
			trail={
				<Show when={mayAs("admin")}>
					<Button onClick={() => setInviting(true)}>
						<Icon name="plus" size={18} />
						Invite
					</Button>
				</Show>
			}
		>
			<Loaded of={users} what="The people" bones={<Skeleton rows={5} height={68} />}>
				{(list) => (
					<>
						<Rows label="People">
							<For each={[...list().items].sort((a, b) => a.name.localeCompare(b.name))}>
								{(user) => (
									<Row
										lead={<Avatar name={user.name} me={isMe(user)} />}
										title={isMe(user) ? `${user.name} (you)` : user.name}
										sub={ROLE_WORDS[user.role].name}
										trail={
											<Show when={mayAs("admin") || isMe(user)}>
												<Reach userId={user.id} />
											</Show>
										}
										onPress={mayAs("admin") ? () => setOpenedId(user.id) : undefined}
									/>
								)}
							</For>
						</Rows>
						<MoreOf of={users} path="/users" />
						<Show when={list().items.length === 1 && mayAs("admin")}>
							<Notice plain act="Invite somebody" onAct={() => setInviting(true)}>
								You carry the pager alone so far
							</Notice>
						</Show>
					</>
				)}
			</Loaded>
			<Show when={inviting()}>
				<InviteSheet onClose={() => setInviting(false)} />
			</Show>
			<Show when={opened()}>
				{(user) => <PersonSheet of={user()} onClose={() => setOpenedId(undefined)} />}
			</Show>
		</Screen>
	);
}
