import { useSearchParams } from "@solidjs/router";
import { For, Show } from "solid-js";
import { Avatar } from "../../parts/avatar.tsx";
import { Button } from "../../parts/button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { later } from "../../parts/later.tsx";
import { MoreOf } from "../../parts/more-list.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Loaded, Notice, Skeleton } from "../../parts/states.tsx";
import { addingByAddress } from "../../shell/adding.ts";
import { Screen } from "../../shell/screen.tsx";
import { wideEnough } from "../../shell/wide.ts";
import { restOf, usersResource } from "../../state/lists.ts";
import { mayAs, me } from "../../state/session.ts";
import type { User } from "../../state/wire.ts";
import { InviteSheet } from "./invite-sheet.tsx";
import { PersonSheet } from "./person-sheet.tsx";
import { Reach } from "./reach.tsx";
import { ROLE_WORDS } from "./roles.ts";

/** For a desk alone. */
const PeopleTable = later(
	() => import("./people-table.tsx"),
	() => <Skeleton rows={5} height={44} />,
);

/** Everybody who shares the pager. An admin also sees who could not be woken. */
export default function PeopleScreen() {
	const users = usersResource();
	const [inviting, setInviting] = addingByAddress();
	const isWide = wideEnough();
	const [search, setSearch] = useSearchParams<{ person?: string }>();
	const open = (person: string | null) => setSearch({ person }, { replace: true });
	// Only an admin may do anything for a person.
	const opened = () =>
		mayAs("admin") ? users.value?.items.find((user) => user.id === search.person) : undefined;
	return (
		<Screen
			title="People"
			wide
			trail={
				<Show when={mayAs("admin")}>
					<Button onClick={() => setInviting(true)}>
						<Icon name="plus" size={18} />
						Invite
					</Button>
				</Show>
			}
		>
			<Loaded of={users} what="people" bones={<Skeleton rows={5} height={68} />}>
				{(list) => (
					<>
						<Show
							when={isWide()}
							fallback={
								<Rows label="People">
									<For each={byName(list().items)}>
										{(user) => <PersonRow of={user} onPress={() => open(user.id)} />}
									</For>
								</Rows>
							}
						>
							<PeopleTable
								users={byName(list().items)}
								rest={restOf(users, "/users")}
								onOpen={(user) => open(user.id)}
							/>
						</Show>
						<MoreOf of={users} path="/users" />
						<Show when={list().items.length === 1 && mayAs("admin")}>
							<Notice plain act="Invite someone" onAct={() => setInviting(true)}>
								You’re the only person here. Invite someone to share on-call.
							</Notice>
						</Show>
					</>
				)}
			</Loaded>
			<Show when={inviting() && mayAs("admin")}>
				<InviteSheet onClose={() => setInviting(false)} />
			</Show>
			<Show when={opened()}>{(user) => <PersonSheet of={user()} onClose={() => open(null)} />}</Show>
		</Screen>
	);
}

const byName = (users: User[]): User[] => users.toSorted((a, b) => a.name.localeCompare(b.name));

function PersonRow(props: { of: User; onPress(): void }) {
	const isMe = () => props.of.id === me().value?.user.id;
	return (
		<Row
			lead={<Avatar name={props.of.name} me={isMe()} />}
			title={isMe() ? `${props.of.name} (you)` : props.of.name}
			sub={ROLE_WORDS[props.of.role].name}
			trail={
				<Show when={mayAs("admin") || isMe()}>
					<Reach userId={props.of.id} />
				</Show>
			}
			onPress={mayAs("admin") ? props.onPress : undefined}
		/>
	);
}
