import { createSignal, For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { usersResource } from "../../../state/name-book.ts";
import { cached } from "../../../state/resource.ts";
import type { List } from "../../../state/wire.ts";
import { actionWords, byDeadline, TYPE_WORDS } from "../actions/action-words.ts";
import { NewActionSheet, type Proposal } from "../actions/new-action.tsx";
import { dismissals } from "../dismissals.ts";
import { DismissedList } from "../dismissed-list.tsx";
import type { ActionItem, Review } from "../wire.ts";

/** What will change after this incident: what somebody owns already, and what the draft proposes. */
export function ReviewActions(props: { review: Review; may: boolean }) {
	const { incidentId } = props.review;
	const whole = `/reviews/${incidentId}` as const;
	const review = cached<Review>(whole, () => api("GET", whole), { eager: false });
	const path = `/action-items?incidentId=${incidentId}&limit=200` as const;
	const items = cached<List<ActionItem>>(path, () => api("GET", path));
	const [adding, setAdding] = createSignal<Proposal | "own" | null>(null);
	const known = () => byDeadline(items.value?.items ?? []);
	// What a device remembers of an earlier version has none.
	const proposals = () => props.review.proposedActions ?? [];
	const dismissed = dismissals(review, incidentId);
	const done = () => {
		void items.reload();
		void review.reload();
	};
	const nameOf = (id: string) => usersResource().value?.items.find((user) => user.id === id)?.name;
	return (
		<div class="stack">
			<Show when={known().length > 0}>
				<Rows label="Owned action items">
					<For each={known()}>
						{(item) => (
							<Row
								title={item.text}
								sub={[nameOf(item.ownerId), actionWords(item, now()), item.type && TYPE_WORDS[item.type]]
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
							{(proposal) => (
								<Row
									title={proposal.text}
									sub="Proposed. Give it an owner and a date."
									trail={<Icon name="plus" size={18} />}
									onPress={() => setAdding(proposal)}
								/>
							)}
						</For>
					</Rows>
				</Show>
				<DismissedList review={props.review} of={dismissed} may />
				<Button class="add" onClick={() => setAdding("own")}>
					<Icon name="plus" size={18} />
					Add action item
				</Button>
			</Show>
			<Show when={adding()} keyed>
				{(from) => (
					<NewActionSheet
						{...{ incidentId }}
						proposal={from === "own" ? null : from}
						onDone={done}
						onDismiss={(text) => void dismissed.dismiss(text)}
						onClose={() => setAdding(null)}
					/>
				)}
			</Show>
		</div>
	);
}
