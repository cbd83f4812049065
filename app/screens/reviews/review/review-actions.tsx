import { createSignal, For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { usersResource } from "../../../state/name-book.ts";
import { cached } from "../../../state/resource.ts";
import type { List } from "../../../state/wire.ts";
import { actionWords, byDeadline } from "../actions/action-words.ts";
import type { ActionItem } from "../wire.ts";
import { proposalsIn } from "./proposals.ts";
import { ReviewActionSheet } from "./review-action-sheet.tsx";

/** What will change after this incident: what somebody owns already, and what the draft proposes. */
export function ReviewActions(props: { incidentId: string; text: string; may: boolean }) {
	const path = `/action-items?incidentId=${props.incidentId}&limit=200` as const;
	const items = cached<List<ActionItem>>(path, () => api("GET", path));
	const [adding, setAdding] = createSignal<string | null>(null);
	const known = () => byDeadline(items.value?.items ?? []);
	const proposals = () =>
		proposalsIn(
			props.text,
			known().map(({ text }) => text),
		);
	const nameOf = (id: string) => usersResource().value?.items.find((user) => user.id === id)?.name;
	return (
		<div class="stack">
			<Show when={known().length > 0}>
				<Rows label="Owned action items">
					<For each={known()}>
						{(item) => (
							<Row
								title={item.text}
								sub={[nameOf(item.ownerId), actionWords(item, now()), item.type]
									.filter((word) => word)
									.join(" · ")}
							/>
						)}
					</For>
				</Rows>
			</Show>
			<Show when={props.may}>
				<Show when={proposals().length > 0}>
					<Rows label="Proposed action items">
						<For each={proposals()}>
							{(text) => (
								<Row
									title={text}
									sub="Proposed. Give it an owner and a date."
									trail={<Icon name="plus" size={18} />}
									onPress={() => setAdding(text)}
								/>
							)}
						</For>
					</Rows>
				</Show>
				<Button class="add" onClick={() => setAdding("")}>
					<Icon name="plus" size={18} />
					Add action item
				</Button>
			</Show>
			<Show when={adding() !== null}>
				<ReviewActionSheet
					incidentId={props.incidentId}
					text={adding() ?? ""}
					onDone={() => void items.reload()}
					onClose={() => setAdding(null)}
				/>
			</Show>
		</div>
	);
}
