import { useSearchParams } from "@solidjs/router";
import { createMemo, createSignal, type JSX, Show } from "solid-js";
import type { RestOfList } from "../state/lists.ts";
import { type KeyHelp, offerKeys } from "../state/shortcuts.ts";
import {
	inOrder,
	isNarrowed,
	narrowed,
	orderOf,
	orderWord,
	type TableFilter,
	wordOf,
} from "../state/table.ts";
import type { View } from "../state/table-views.ts";
import { Button } from "./button.tsx";
import { SelectField } from "./field.tsx";
import { SearchField } from "./search-field.tsx";
import { Empty } from "./states.tsx";
import { type Column, Table, type TableGroup } from "./table.tsx";
import { ActAsked } from "./table-act-asked.tsx";
import { type AskedAct, leastOf, RowActButtons, type TableAct } from "./table-acts.tsx";
import { readsWhole } from "./table-rest.ts";
import { CHOOSE_KEYS, TABLE_KEYS, TableFoot, Views } from "./table-tools.tsx";

export interface TableListProps<Item> {
	/** The list's name, for its views on this device. */
	place: string;
	label: string;
	items: Item[];
	columns: Column<Item>[];
	idOf(item: Item): string;
	/** Where a row leads; or what it opens. */
	href?(item: Item): string;
	onOpen?(item: Item): void;
	/** How what is loaded is searched and narrowed; absent where the server does both. */
	local?: { wordsOf(item: Item): string; filters: TableFilter<Item>[] };
	/** The pages that are not read yet: a search, a filter, and an order see them too. */
	rest?: RestOfList;
	/** In groups, each in the table's order. */
	groups?(items: Item[]): TableGroup<Item>[];
	/** Views that everybody has, beside the list as it comes. */
	known?: readonly View[];
	/** Words of the address that are no part of a view. */
	without?: readonly string[];
	acts?: TableAct<Item>[];
	/** Beside the views: what has come meanwhile. */
	beside?: JSX.Element;
	/** Below the rows: the next page. */
	more?: JSX.Element;
	/** In place of rows, where there are none. */
	nothing?: JSX.Element;
}

/** A list as a table, for a desk: its order, search and filters stand in the address, its views on the device. */
export function TableList<Item>(props: TableListProps<Item>) {
	const [address, setAddress] = useSearchParams();
	const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set<string>());
	const change = (words: Record<string, string | null>) => setAddress(words, { replace: true });
	const order = () => orderOf(address, props.columns);
	const filters = () => props.local?.filters ?? [];
	const shown = createMemo(() => {
		const { local } = props;
		const some = local ? narrowed(props.items, address, local.filters, local.wordsOf) : props.items;
		return inOrder(some, props.columns, order());
	});
	const isCut = readsWhole({
		rest: () => props.rest,
		isAsked: () => isNarrowed(address, filters()) || order() !== null,
		count: () => props.items.length,
	});
	const canChoose = (item: Item) => (props.acts ?? []).some(({ can }) => can(item));
	const choosable = () => (props.acts ?? []).length > 0;
	// What is gone from the list is no longer chosen.
	const picked = () => shown().filter((item) => chosen().has(props.idOf(item)) && canChoose(item));
	const keys = (): KeyHelp[] => [
		...TABLE_KEYS,
		...(choosable() ? CHOOSE_KEYS : []),
		...(props.acts ?? []).flatMap(({ key, name }) => (key ? [{ keys: [key], does: name(1) }] : [])),
	];
	offerKeys(props.label, keys());
	const view = (query: string) => {
		const cleared = Object.fromEntries(Object.keys(address).map((key) => [key, null]));
		change({ ...cleared, ...Object.fromEntries(new URLSearchParams(query)) });
	};
	const [asked, setAsked] = createSignal<AskedAct<Item, TableAct<Item>> | null>(null);
	const onKey = (event: KeyboardEvent, at: Item | undefined) => {
		const act = props.acts?.find(({ key }) => key === event.key);
		if (!act) return;
		const some = (picked().length > 0 ? picked() : at === undefined ? [] : [at]).filter(act.can);
		if (some.length >= leastOf(act)) setAsked({ act, items: some });
	};
	return (
		<>
			<Show when={props.local}>
				<Narrow filters={filters()} {...{ address, change }} label={props.label} />
			</Show>
			<Views
				place={props.place}
				known={[{ name: "All", query: "" }, ...(props.known ?? [])]}
				query={new URLSearchParams(address as Record<string, string>).toString()}
				without={props.without}
				onView={view}
			>
				{props.beside}
			</Views>
			<Show
				when={shown().length > 0}
				fallback={
					<Show when={isNarrowed(address, filters())} fallback={props.nothing}>
						<Empty
							title={`No matching ${props.label.toLowerCase()}`}
							act={<Button onClick={() => view("")}>Clear filters</Button>}
						/>
					</Show>
				}
			>
				<Table
					{...props}
					groups={props.groups?.(shown()) ?? [{ items: shown() }]}
					order={order()}
					onOrder={(next) => change({ sort: orderWord(next) })}
					canChoose={choosable() ? canChoose : undefined}
					chosen={chosen()}
					onChoose={setChosen}
					onKey={onKey}
				/>
			</Show>
			<Show when={isCut()}>
				<p class="dim" role="status">
					Searches the first {props.items.length}. Show more to search the rest.
				</p>
			</Show>
			{props.more}
			<TableFoot keys={keys()} chosen={picked().length} onClear={() => setChosen(new Set<string>())}>
				<RowActButtons acts={props.acts ?? []} items={picked()} onAsk={setAsked} />
			</TableFoot>
			<ActAsked
				asked={asked()}
				onEnd={(done) => {
					setAsked(null);
					if (done) setChosen(new Set<string>());
				}}
			/>
		</>
	);
}

function Narrow<Item>(props: {
	label: string;
	filters: TableFilter<Item>[];
	address: Record<string, string | string[] | undefined>;
	change(words: Record<string, string | null>): void;
}) {
	return (
		<form
			class="filters nameless"
			aria-label={`Filter ${props.label.toLowerCase()}`}
			onSubmit={(event) => event.preventDefault()}
		>
			<SearchField
				label={`Search ${props.label.toLowerCase()}`}
				value={wordOf(props.address, "q") ?? ""}
				onValue={(q) => props.change({ q: q || null })}
			/>
			{props.filters.map((filter) => (
				<SelectField
					label={filter.all}
					options={[{ value: "", name: filter.all }, ...filter.options]}
					value={wordOf(props.address, filter.key) ?? ""}
					onValue={(value) => props.change({ [filter.key]: value || null })}
				/>
			))}
		</form>
	);
}
