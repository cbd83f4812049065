import { createSignal, Show } from "solid-js";
import { readMore } from "../state/lists.ts";
import type { Resource } from "../state/resource.ts";
import type { List } from "../state/wire.ts";
import { Button } from "./button.tsx";

/** Below a list that has more than was read. */
export function MoreOf<Item>(props: { of: Resource<List<Item>>; path: `/${string}` }) {
	const [busy, setBusy] = createSignal(false);
	const [failed, setFailed] = createSignal(false);
	const more = async () => {
		setBusy(true);
		setFailed(!(await readMore(props.of, props.path)));
		setBusy(false);
	};
	return (
		<Show when={props.of.value?.nextCursor}>
			<Button wide busy={busy() && "Loading…"} onClick={() => void more()}>
				{failed() ? "Failed. Try again" : "Show more"}
			</Button>
		</Show>
	);
}
