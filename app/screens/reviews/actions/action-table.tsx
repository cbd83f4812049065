import type { JSX } from "solid-js";
import { isClosed } from "../../../../worker/reviews/rules/action-item.ts";
import { Shape } from "../../../parts/shape.tsx";
import type { Column } from "../../../parts/table.tsx";
import { TableList } from "../../../parts/table-list.tsx";
import { now } from "../../../state/clock.ts";
import type { RestOfList } from "../../../state/lists.ts";
import { ms, whenWords } from "../../../state/words.ts";
import type { ActionItem } from "../wire.ts";
import { actionWords, STATE_WORDS, TYPE_WORDS } from "./action-words.ts";
import { isItemLate, ownerName } from "./item-row.tsx";

const shapeOf = (item: ActionItem) => {
	if (isClosed(item.state)) return "well" as const;
	return isItemLate(item, now()) ? ("degraded" as const) : ("unknown" as const);
};

const COLUMNS: Column<ActionItem>[] = [
	{ key: "text", name: "Action item", title: true, value: ({ text }) => text, cell: ({ text }) => text },
	{ key: "owner", name: "Owner", value: (it) => ownerName(it.ownerId), cell: (it) => ownerName(it.ownerId) },
	{
		key: "state",
		name: "State",
		value: ({ state }) => STATE_WORDS[state],
		cell: (item) => (
			<>
				<Shape of={shapeOf(item)} />
				{STATE_WORDS[item.state]}
			</>
		),
	},
	{
		key: "due",
		name: "Due",
		value: ({ dueAt }) => ms(dueAt),
		cell: (item) => <span title={whenWords(item.dueAt, now())}>{actionWords(item, now())}</span>,
	},
	{
		key: "type",
		name: "Type",
		value: ({ type }) => (type ? TYPE_WORDS[type] : null),
		cell: ({ type }) => (type ? TYPE_WORDS[type] : "–"),
	},
	{
		key: "incident",
		name: "Incident",
		figure: true,
		value: ({ incident }) => incident?.number ?? null,
		cell: ({ incident }) => (incident ? `#${incident.number}` : "–"),
	},
];

/** What reviews asked for, for a desk. Whose and which state, the server narrows; words are looked for in what is loaded. */
export default function ActionTable(props: {
	items: ActionItem[];
	rest: RestOfList;
	onOpen(item: ActionItem): void;
	nothing: JSX.Element;
	more: JSX.Element;
}) {
	return (
		<TableList
			place="actions"
			label="Action items"
			items={props.items}
			rest={props.rest}
			columns={COLUMNS}
			idOf={({ id }) => id}
			onOpen={props.onOpen}
			local={{
				wordsOf: (it) => [it.text, ownerName(it.ownerId), `#${it.incident?.number ?? ""}`].join(" "),
				filters: [],
			}}
			known={[
				{ name: "Mine", query: "owner=me" },
				{ name: "Overdue", query: "show=overdue" },
			]}
			without={["item"]}
			nothing={props.nothing}
			more={props.more}
		/>
	);
}
