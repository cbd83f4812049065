import { type Component, createEffect, For, Show } from "solid-js";
import { manyWords, onEach } from "../state/table-acts.ts";
import { Button } from "./button.tsx";
import { Confirm } from "./confirm.tsx";
import { showToast } from "./toast.tsx";

/** What can be done with one row, or with all that are chosen. */
export interface RowAct<Item> {
	/** The key that does it, with the row at which the keys are or with what is chosen. */
	key?: string;
	/** "Acknowledge", "Acknowledge 3 incidents". */
	name(count: number): string;
	/** What it is done to, and what has become of it: "monitor", "paused". */
	thing: string;
	past: string;
	can(item: Item): boolean;
	/** What it comes to, said before it is done: with more than one, or with `always` also with one. */
	effect(items: Item[]): string;
	always?: boolean;
	/** Answers why not, in a sentence, or null. */
	act(item: Item): Promise<string | null>;
}

/** An act that asks more than a question: it opens a sheet of its own, which tells what became of it. */
export interface SheetAct<Item> extends Pick<RowAct<Item>, "key" | "name" | "can"> {
	/** How many it takes at least; one. */
	least?: number;
	sheet: Component<{ items: Item[]; onEnd(done: boolean): void }>;
}

export type TableAct<Item> = RowAct<Item> | SheetAct<Item>;

/** By a key or a button, and not yet confirmed. */
export interface AskedAct<Item, Act = RowAct<Item>> {
	act: Act;
	items: Item[];
}

/** The acts on what is chosen. */
export function RowActButtons<Item>(props: {
	acts: TableAct<Item>[];
	items: Item[];
	onAsk(asked: AskedAct<Item, TableAct<Item>>): void;
}) {
	return (
		<For each={props.acts}>
			{(act) => {
				const items = () => props.items.filter(act.can);
				return (
					<Show when={items().length >= leastOf(act)}>
						<Button onClick={() => props.onAsk({ act, items: items() })}>{act.name(items().length)}</Button>
					</Show>
				);
			}}
		</For>
	);
}

/** How many an act takes at least. */
export const leastOf = <Item,>(act: TableAct<Item>): number => ("sheet" in act ? (act.least ?? 1) : 1);

/** Does what was asked. Nothing is done to many at one press, nor what `always` asks. */
export function RowActAsked<Item>(props: {
	asked: AskedAct<Item> | null;
	/** It is done, or was given up. */
	onEnd(done: boolean): void;
}) {
	const run = async ({ act, items }: AskedAct<Item>) => {
		const many = await onEach(items, act.act);
		showToast(manyWords(many, items.length, act.thing, act.past));
	};
	const isFree = ({ act, items }: AskedAct<Item>) => items.length === 1 && !act.always;
	createEffect(() => {
		const { asked } = props;
		if (asked && isFree(asked)) void run(asked).then(() => props.onEnd(true));
	});
	return (
		<Show when={props.asked && !isFree(props.asked) && props.asked} keyed>
			{(asked) => (
				<Confirm
					open
					title={`${asked.act.name(asked.items.length)}?`}
					act={asked.act.name(asked.items.length)}
					onConfirm={async () => {
						await run(asked);
						return { ok: true, value: undefined };
					}}
					onClose={props.onEnd}
				>
					{asked.act.effect(asked.items)}
				</Confirm>
			)}
		</Show>
	);
}
