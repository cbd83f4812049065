import { onMount, Show } from "solid-js";
import { Avatar } from "../../parts/avatar.tsx";
import type { Column } from "../../parts/table.tsx";
import { TableList } from "../../parts/table-list.tsx";
import type { RestOfList } from "../../state/lists.ts";
import { nowResource } from "../../state/name-book.ts";
import { mayAs, me } from "../../state/session.ts";
import type { TableFilter } from "../../state/table.ts";
import type { User } from "../../state/wire.ts";
import { Reach } from "./reach.tsx";
import { ROLE_OPTIONS, ROLE_WORDS } from "./roles.ts";

const isMe = (user: User): boolean => user.id === me().value?.user.id;
const nameOf = (user: User): string => (isMe(user) ? `${user.name} (you)` : user.name);

/** The schedules that this person is on call for now; null for none. */
const turnsOf = ({ id }: User): string | null => {
	const names = (nowResource().value?.onCall ?? []).filter((turn) => turn.userId === id);
	return names.map(({ scheduleName }) => scheduleName).join(", ") || null;
};

const COLUMNS: Column<User>[] = [
	{
		key: "name",
		name: "Name",
		title: true,
		value: ({ name }) => name,
		cell: (user) => (
			<>
				<Avatar name={user.name} me={isMe(user)} small /> {nameOf(user)}
			</>
		),
	},
	{ key: "role", name: "Role", value: ({ role }) => role, cell: ({ role }) => ROLE_WORDS[role].name },
	{ key: "onCall", name: "On call for", value: turnsOf, cell: (user) => turnsOf(user) ?? "–" },
	{ key: "email", name: "Email", value: ({ email }) => email, cell: ({ email }) => email },
	{ key: "zone", name: "Time zone", value: ({ timeZone }) => timeZone, cell: ({ timeZone }) => timeZone },
];

/** Whether a page would get through is for the person and for admins to know. */
const REACH: Column<User> = {
	key: "reach",
	name: "Pages",
	cell: (user) => (
		<Show when={mayAs("admin") || isMe(user)}>
			<Reach userId={user.id} />
		</Show>
	),
};

const FILTERS: TableFilter<User>[] = [
	{ key: "role", all: "All roles", options: ROLE_OPTIONS, matches: ({ role }, value) => role === value },
];

/** Everybody who shares the pager, for a desk. */
export default function PeopleTable(props: { users: User[]; rest: RestOfList; onOpen(user: User): void }) {
	const now = nowResource();
	const columns = [...COLUMNS, REACH];
	onMount(() => now.state === "loading" && void now.reload());
	return (
		<TableList
			place="people"
			label="People"
			items={props.users}
			rest={props.rest}
			columns={columns}
			idOf={({ id }) => id}
			onOpen={mayAs("admin") ? props.onOpen : undefined}
			local={{
				wordsOf: (user) => [user.name, user.email, user.timeZone, turnsOf(user)].join(" "),
				filters: FILTERS,
			}}
			known={[{ name: "Admins", query: "role=admin" }]}
			without={["person"]}
		/>
	);
}
