import { Show } from "solid-js";
import { type AskedAct, RowActAsked, type TableAct } from "./table-acts.tsx";

/** Opens the sheet of what was asked, or does it. */
export function ActAsked<Item>(props: {
	asked: AskedAct<Item, TableAct<Item>> | null;
	onEnd(done: boolean): void;
}) {
	const sheet = () => {
		const act = props.asked?.act;
		return act && "sheet" in act ? act.sheet : undefined;
	};
	const plain = () => {
		const { asked } = props;
		return asked && !("sheet" in asked.act) ? { act: asked.act, items: asked.items } : null;
	};
	return (
		<Show when={sheet()} keyed fallback={<RowActAsked asked={plain()} onEnd={props.onEnd} />}>
			{(OfAct) => <OfAct items={props.asked?.items ?? []} onEnd={props.onEnd} />}
		</Show>
	);
}
