import { useSearchParams } from "@solidjs/router";
import { createMemo, createSignal, For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { later } from "../../../parts/later.tsx";
import { MoreOf } from "../../../parts/more-list.tsx";
import { Rows } from "../../../parts/row.tsx";
import { Empty, Loaded, Skeleton } from "../../../parts/states.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { wideEnough } from "../../../shell/wide.ts";
import { api } from "../../../state/api.ts";
import { restOf } from "../../../state/lists.ts";
import { openNameBook } from "../../../state/name-book.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import { mayAs, me } from "../../../state/session.ts";
import type { List } from "../../../state/wire.ts";
import type { ActionItem, Review } from "../wire.ts";
import { byDeadline } from "./action-words.ts";
import { type Filter, filterOf, isNarrowed, queryOf } from "./filter.ts";
import { Filters, type Search } from "./filters.tsx";
import { ItemRow } from "./item-row.tsx";
import { ItemSheet } from "./item-sheet.tsx";
import { NewActionSheet, type Proposal } from "./new-action.tsx";
import { Proposals } from "./proposals.tsx";
import "./actions.css";

/** For a desk alone. */
const ActionTable = later(
	() => import("./action-table.tsx"),
	() => <Skeleton rows={6} height={44} />,
);

const NO_FILTER: Search = { show: null, owner: null, service: null, incident: null };

/** What somebody promised to change: what is overdue comes first. The address says what is shown, and which one is open. */
export default function ActionsScreen() {
	const [search, setSearch] = useSearchParams<{
		show?: string;
		owner?: string;
		service?: string;
		incident?: string;
		item?: string;
	}>();
	const [adding, setAdding] = createSignal<{ proposal: Proposal | null; of?: Resource<Review> } | null>(null);
	openNameBook();
	const filter = createMemo(() => filterOf(search));
	const query = createMemo(() => queryOf(filter(), me().value?.user.id));
	const items = createMemo(() => {
		const asked = query();
		return asked === null ? null : listOf(asked);
	});
	const change = (next: Search) => setSearch(next, { replace: true });
	const reload = () => void items()?.reload();
	return (
		<Screen
			title="Action items"
			wide
			trail={
				<Show when={mayAs("responder")}>
					<Button onClick={() => setAdding({ proposal: null })}>
						<Icon name="plus" size={18} />
						Add
					</Button>
				</Show>
			}
		>
			<Filters filter={filter()} onChange={change} />
			<Show when={filter().incidentId} keyed>
				{(incidentId) => (
					<Proposals {...{ incidentId }} onTake={(proposal, of) => setAdding({ proposal, of })} />
				)}
			</Show>
			<Show when={items()} keyed fallback={<Skeleton rows={6} height={68} />}>
				{(of) => (
					<Items
						of={of}
						filter={filter()}
						path={`/action-items?${query() ?? ""}`}
						onOpen={(item) => setSearch({ item })}
						onAll={() => change(NO_FILTER)}
					/>
				)}
			</Show>
			<Show when={search.item} keyed>
				{(id) => (
					<ItemSheet
						id={String(id)}
						onChange={reload}
						onClose={() => setSearch({ item: null }, { replace: true })}
					/>
				)}
			</Show>
			<Show when={adding()} keyed>
				{({ proposal, of }) => (
					<NewActionSheet
						incidentId={filter().incidentId ?? null}
						proposal={proposal}
						onDone={() => {
							reload();
							void of?.reload();
						}}
						onClose={() => setAdding(null)}
					/>
				)}
			</Show>
		</Screen>
	);
}

function listOf(query: string): Resource<List<ActionItem>> {
	const path = `/action-items?${query === "" ? "" : `${query}&`}limit=200` as const;
	return cached<List<ActionItem>>(path, () => api("GET", path));
}

function Items(props: {
	of: Resource<List<ActionItem>>;
	filter: Filter;
	path: `/${string}`;
	onOpen(id: string): void;
	onAll(): void;
}) {
	const isWide = wideEnough();
	const nothing = () => <Nothing filter={props.filter} onAll={props.onAll} />;
	const more = () => <MoreOf of={props.of} path={props.path} />;
	return (
		<Loaded of={props.of} what="action items" bones={<Skeleton rows={6} height={68} />}>
			{(list) => (
				<>
					<Show
						when={isWide()}
						fallback={
							<>
								<Show when={list().items.length > 0} fallback={nothing()}>
									<Rows label="Action items">
										<For each={byDeadline(list().items)}>
											{(item) => <ItemRow of={item} onOpen={() => props.onOpen(item.id)} />}
										</For>
									</Rows>
								</Show>
								{more()}
							</>
						}
					>
						<ActionTable
							items={byDeadline(list().items)}
							rest={restOf(props.of, props.path)}
							onOpen={(item) => props.onOpen(item.id)}
							nothing={nothing()}
							more={more()}
						/>
					</Show>
				</>
			)}
		</Loaded>
	);
}

function Nothing(props: { filter: Filter; onAll(): void }) {
	return (
		<Show
			when={isNarrowed(props.filter)}
			fallback={
				<Empty title="Nothing to do">
					An action item is a change that a review asked for, with an owner and a date.
				</Empty>
			}
		>
			<Empty title="No matching action items" act={<Button onClick={props.onAll}>Clear filters</Button>} />
		</Show>
	);
}
