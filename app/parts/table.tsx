import { A } from "@solidjs/router";
import { createMemo, createSignal, For, type JSX, onMount, Show } from "solid-js";
import { onSingleKey } from "../state/shortcuts.ts";
import { nextOrder, type Order, type Sortable, stretch } from "../state/table.ts";
import "./table.css";

export interface Column<Item> extends Sortable<Item> {
	name: string;
	cell(item: Item): JSX.Element;
	/** Stands at the right, where figures can be compared. */
	figure?: boolean;
	/** What the row is called: it leads to it, takes what room there is, and is the only one with `title`. */
	title?: boolean;
}

export interface TableGroup<Item> {
	name?: string;
	items: Item[];
}

interface TableProps<Item> {
	label: string;
	columns: Column<Item>[];
	groups: TableGroup<Item>[];
	idOf(item: Item): string;
	/** Where a row leads; or what it opens. */
	href?(item: Item): string;
	onOpen?(item: Item): void;
	order: Order | null;
	onOrder(order: Order | null): void;
	/** Rows that can be chosen for an act; none can without. */
	canChoose?(item: Item): boolean;
	chosen?: ReadonlySet<string>;
	onChoose?(ids: ReadonlySet<string>): void;
	/** Also told of the row at which the keys are, undefined for none. */
	onKey?(event: KeyboardEvent, at: Item | undefined): void;
}

/**
 * Rows with columns, for a desk. A row keeps its element while what it shows changes, so that the focus stays with it.
 * j and k move, x chooses, Shift with them chooses a stretch, Escape lets all go.
 */
export function Table<Item>(props: TableProps<Item>) {
	let table: HTMLTableElement | undefined;
	const items = createMemo(
		() => new Map(props.groups.flatMap((group) => group.items).map((item) => [props.idOf(item), item])),
	);
	const choice = choosing(props, () => [...items().keys()]);
	const links = () => [...(table?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
	const idAt = () => document.activeElement?.closest<HTMLElement>("tr[data-id]")?.dataset.id;
	const move = (step: 1 | -1) => {
		const all = links();
		const at = all.findIndex((link) => link.closest<HTMLElement>("tr")?.dataset.id === idAt());
		const next = all[at < 0 ? 0 : at + step];
		next?.focus();
		next?.scrollIntoView({ block: "nearest" });
	};
	onMount(() =>
		onSingleKey((event) => {
			if (event.ctrlKey || event.metaKey || event.altKey) return;
			const act = keysOf(event, { move, choice, idAt });
			if (act) event.preventDefault();
			else if (!event.repeat) props.onKey?.(event, items().get(idAt() ?? ""));
		}),
	);
	return (
		<table class="table" ref={table} data-steady={props.label}>
			<caption class="unseen">{props.label}</caption>
			<thead>
				<tr>
					<Show when={props.canChoose}>
						<th>
							<span class="unseen">Select</span>
						</th>
					</Show>
					<For each={props.columns}>{(column) => <Heading of={column} {...props} />}</For>
				</tr>
			</thead>
			<For each={props.groups}>
				{(group) => (
					<tbody>
						<Show when={group.name}>
							<tr>
								<th class="dim" colSpan={props.columns.length + (props.canChoose ? 1 : 0)} scope="rowgroup">
									{group.name}
								</th>
							</tr>
						</Show>
						<For each={group.items.map(props.idOf)}>
							{(id) => (
								<Show when={items().get(id)}>
									{(item) => <Line {...props} {...{ id, choice }} item={item()} />}
								</Show>
							)}
						</For>
					</tbody>
				)}
			</For>
		</table>
	);
}

interface Choice {
	has(id: string): boolean;
	toggle(id: string, asStretch: boolean): void;
	clear(): boolean;
}

function choosing<Item>(props: TableProps<Item>, ids: () => string[]): Choice {
	const [last, setLast] = createSignal("");
	const chosen = () => props.chosen ?? new Set<string>();
	return {
		has: (id) => chosen().has(id),
		toggle(id, asStretch) {
			const next = new Set(chosen());
			const also = asStretch ? stretch(ids(), last(), id) : [id];
			const isOn = asStretch || !next.has(id);
			for (const one of also) {
				if (isOn) next.add(one);
				else next.delete(one);
			}
			setLast(id);
			props.onChoose?.(next);
		},
		clear() {
			const had = chosen().size > 0;
			if (had) props.onChoose?.(new Set());
			return had;
		},
	};
}

interface Keyed {
	move(step: 1 | -1): void;
	choice: Choice;
	idAt(): string | undefined;
}

/** Whether the key was the table's. */
function keysOf(event: KeyboardEvent, { move, choice, idAt }: Keyed): boolean {
	const id = idAt();
	switch (event.key) {
		case "j":
		case "ArrowDown":
			move(1);
			return true;
		case "k":
		case "ArrowUp":
			move(-1);
			return true;
		case "x":
		case "X":
			if (id) document.querySelector<HTMLElement>(`tr[data-id="${CSS.escape(id)}"] input`)?.click();
			return true;
		case "Escape":
			return choice.clear();
		default:
			return false;
	}
}

function Heading<Item>(props: TableProps<Item> & { of: Column<Item> }) {
	const direction = () => {
		if (props.order?.by !== props.of.key) return undefined;
		return props.order.down ? "descending" : "ascending";
	};
	return (
		<th scope="col" classList={{ figure: props.of.figure, wide: props.of.title }} aria-sort={direction()}>
			<Show when={props.of.value} fallback={props.of.name}>
				<button type="button" onClick={() => props.onOrder(nextOrder(props.order, props.of.key))}>
					{props.of.name}
					<span aria-hidden="true">{direction() === "descending" ? "↓" : direction() ? "↑" : ""}</span>
				</button>
			</Show>
		</th>
	);
}

function Line<Item>(props: TableProps<Item> & { id: string; item: Item; choice: Choice }) {
	return (
		<tr data-id={props.id} data-chosen={props.choice.has(props.id) ? "" : undefined}>
			<Show when={props.canChoose}>
				<td class="choose">
					<Show when={props.canChoose?.(props.item)}>
						<Choose {...props} />
					</Show>
				</td>
			</Show>
			<For each={props.columns}>
				{(column) => (
					<td classList={{ figure: column.figure, wide: column.title }}>
						<Show when={column.title} fallback={column.cell(props.item)}>
							<Lead {...props}>{column.cell(props.item)}</Lead>
						</Show>
					</td>
				)}
			</For>
		</tr>
	);
}

function Choose<Item>(props: TableProps<Item> & { id: string; item: Item; choice: Choice }) {
	let shift = false;
	const title = () => document.querySelector(`tr[data-id="${CSS.escape(props.id)}"] [data-row]`)?.textContent;
	return (
		<input
			type="checkbox"
			class="pick"
			aria-label={`Select ${title() ?? props.id}`}
			checked={props.choice.has(props.id)}
			onClick={(event) => {
				shift = event.shiftKey;
			}}
			onChange={() => props.choice.toggle(props.id, shift)}
		/>
	);
}

/** The one target of its row, over all of it. */
function Lead<Item>(props: TableProps<Item> & { item: Item; children: JSX.Element }) {
	return (
		<Show
			when={props.href}
			fallback={
				<Show when={props.onOpen} fallback={<span data-row="">{props.children}</span>}>
					<button type="button" data-row="" onClick={() => props.onOpen?.(props.item)}>
						{props.children}
					</button>
				</Show>
			}
		>
			{(href) => (
				<A href={href()(props.item)} data-row="">
					{props.children}
				</A>
			)}
		</Show>
	);
}
