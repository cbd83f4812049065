/** A table's order, search and filters, and how the address says them. */

/** What a row is ordered by in one column. Null stands below everything, whichever way it is ordered. */
export type SortValue = string | number | null;

export interface Sortable<Item> {
	/** Its name in the address: `?sort=-opened`. */
	key: string;
	/** Absent: the table cannot be ordered by it. */
	value?(item: Item): SortValue;
}

export interface Order {
	by: string;
	down: boolean;
}

/** One choice among some, such as a state; its key is its name in the address. */
export interface TableFilter<Item> {
	key: string;
	/** Says what it is while nothing is chosen: "All states". */
	all: string;
	options: readonly { value: string; name: string }[];
	matches(item: Item, value: string): boolean;
}

type Address = Record<string, string | string[] | undefined>;

/** One word of the address; undefined where it is empty or said twice. */
export function wordOf(address: Address, key: string): string | undefined {
	const word = address[key];
	return typeof word === "string" && word !== "" ? word : undefined;
}

/** Reads `sort`. A column that cannot be ordered by, or that there is none of, counts as not said. */
export function orderOf<Item>(address: Address, columns: readonly Sortable<Item>[]): Order | null {
	const word = wordOf(address, "sort");
	if (word === undefined) return null;
	const down = word.startsWith("-");
	const by = down ? word.slice(1) : word;
	return columns.some((column) => column.key === by && column.value) ? { by, down } : null;
}

/** The word for the address; null takes it out. */
export const orderWord = (order: Order | null): string | null =>
	order && `${order.down ? "-" : ""}${order.by}`;

/** A press on a heading: upward, then downward, then as the list comes. */
export function nextOrder(order: Order | null, key: string): Order | null {
	if (order?.by !== key) return { by: key, down: false };
	return order.down ? null : { by: key, down: true };
}

/** A copy in this order; alike rows, and all of them without an order, stay as they were. */
export function inOrder<Item>(
	items: readonly Item[],
	columns: readonly Sortable<Item>[],
	order: Order | null,
): Item[] {
	const value = columns.find(({ key }) => key === order?.by)?.value;
	if (!order || !value) return [...items];
	const sign = order.down ? -1 : 1;
	return items
		.map((item) => ({ item, value: value(item) }))
		.sort((a, b) => {
			if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
			return sign * compare(a.value, b.value);
		})
		.map(({ item }) => item);
}

function compare(a: string | number, b: string | number): number {
	if (typeof a === "number" && typeof b === "number") return a - b;
	return String(a).localeCompare(String(b), undefined, { numeric: true, sensitivity: "base" });
}

/** Each word that was typed occurs in the text. */
export function holdsWords(text: string, typed: string): boolean {
	const lower = text.toLowerCase();
	return typed
		.toLowerCase()
		.split(/\s+/)
		.every((word) => lower.includes(word));
}

/** What the address lets through: its search words, and each filter that it names. */
export function narrowed<Item>(
	items: readonly Item[],
	address: Address,
	filters: readonly TableFilter<Item>[],
	wordsOf: (item: Item) => string,
): Item[] {
	const typed = wordOf(address, "q") ?? "";
	const chosen = filters.flatMap((filter) => {
		const value = wordOf(address, filter.key);
		return value !== undefined && filter.options.some((option) => option.value === value)
			? [{ filter, value }]
			: [];
	});
	return items.filter(
		(item) =>
			holdsWords(wordsOf(item), typed) && chosen.every(({ filter, value }) => filter.matches(item, value)),
	);
}

/** Whether the address leaves something out; its order does not. */
export const isNarrowed = (address: Address, filters: readonly { key: string }[]): boolean =>
	["q", ...filters.map(({ key }) => key)].some((key) => wordOf(address, key) !== undefined);

/** The ids from one row to another in the order of the table, both among them; only `to` where `from` is gone. */
export function stretch(ids: readonly string[], from: string, to: string): string[] {
	const [a, b] = [ids.indexOf(from), ids.indexOf(to)];
	return a < 0 ? [to] : ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}
