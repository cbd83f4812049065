import { Show } from "solid-js";
import { Avatar } from "../../../parts/avatar.tsx";
import { Badge } from "../../../parts/badge.tsx";
import { Strip } from "../../../parts/day-strip.tsx";
import type { Column } from "../../../parts/table.tsx";
import { TableList } from "../../../parts/table-list.tsx";
import { now } from "../../../state/clock.ts";
import { me } from "../../../state/session.ts";
import type { TableFilter } from "../../../state/table.ts";
import type { ReadyPerson } from "../../../state/wire.ts";
import { ms } from "../../../state/words.ts";
import {
	arrivalHours,
	checkInWords,
	hourLetters,
	hoursWords,
	methodWords,
	STANDINGS,
	turnWords,
} from "./readiness.ts";

const ORDER = Object.keys(STANDINGS);

const COLUMNS: Column<ReadyPerson>[] = [
	{
		key: "name",
		name: "Name",
		title: true,
		value: ({ name }) => name,
		cell: ({ name, userId }) => (
			<>
				<Avatar name={name} me={userId === me().value?.user.id} small /> {name}
			</>
		),
	},
	{
		key: "standing",
		name: "Pages",
		value: ({ standing }) => ORDER.indexOf(standing),
		cell: ({ standing }) => <Badge shape={STANDINGS[standing].shape}>{STANDINGS[standing].words}</Badge>,
	},
	{
		key: "turn",
		name: "On call",
		value: ({ onCall, next }) => {
			const [turn] = onCall;
			return turn ? 0 : next ? ms(next.startsAt) : null;
		},
		cell: (person) => turnWords(person, now()),
	},
	{ key: "check-in", name: "Check-in", cell: (person) => checkInWords(person, now()) ?? "–" },
	{
		key: "methods",
		name: "Contact methods",
		cell: ({ methods }) =>
			methods === null ? "–" : methods.map((method) => methodWords(method, now())).join(" ") || "None",
	},
	{
		key: "hours",
		name: "Arrivals by hour",
		cell: (person) => (
			<Show when={person.methods}>
				<span class="table-days">
					<Strip
						of={hourLetters(arrivalHours(person, now()))}
						said={hoursWords(arrivalHours(person, now()))}
					/>
				</span>
			</Show>
		),
	},
];

const STANDING: TableFilter<ReadyPerson> = {
	key: "standing",
	all: "Everyone",
	options: Object.entries(STANDINGS).map(([value, { words }]) => ({ value, name: words })),
	matches: ({ standing }, value) => standing === value,
};

/** The same for a desk: everything about each person in a line. */
export default function ReadinessTable(props: { people: ReadyPerson[] }) {
	return (
		<TableList
			place="readiness"
			label="People"
			items={props.people}
			columns={COLUMNS}
			idOf={({ userId }) => userId}
			href={({ onCall, next }) => scheduleOf(onCall[0] ?? next)}
			local={{
				wordsOf: (it) => [it.name, STANDINGS[it.standing].words, turnWords(it, now())].join(" "),
				filters: [STANDING],
			}}
		/>
	);
}

const scheduleOf = (turn: { scheduleId: string } | null): string =>
	turn ? `/schedules/${turn.scheduleId}` : "/on-call";
