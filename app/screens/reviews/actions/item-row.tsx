import { Show } from "solid-js";
import { isClosed, isLate } from "../../../../worker/reviews/rules/action-item.ts";
import { Row } from "../../../parts/row.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { now } from "../../../state/clock.ts";
import { usersResource } from "../../../state/name-book.ts";
import { me } from "../../../state/session.ts";
import { ms } from "../../../state/words.ts";
import type { ActionItem } from "../wire.ts";
import { actionWords, ageOf, preventedWords } from "./action-words.ts";

export const isItemLate = (item: ActionItem, at: number): boolean =>
	isLate({ state: item.state, dueAt: ms(item.dueAt) }, at);

/** "You", or a name; nothing is made up while it is not known. */
export function ownerName(id: string): string {
	if (id === me().value?.user.id) return "You";
	return usersResource().value?.items.find((user) => user.id === id)?.name ?? "…";
}

/** One item in a list: what, who, until when, and how old it is beside that. A press opens it. */
export function ItemRow(props: { of: ActionItem; onOpen(): void }) {
	const owner = () => ownerName(props.of.ownerId);
	const from = () => (props.of.incident ? ` · from #${props.of.incident.number}` : "");
	const shape = () => {
		if (isClosed(props.of.state)) return "well";
		return isItemLate(props.of, now()) ? "degraded" : "unknown";
	};
	return (
		<Row
			lead={<Shape of={shape()} />}
			title={props.of.text}
			sub={
				<span class="action-facts">
					<span>
						{owner()} · {actionWords(props.of, now())}
						{from()}
					</span>
					<Show when={preventedWords(props.of)}>
						{(words) => (
							<span class="prevented">
								<Shape of="note" />
								{words()}
							</span>
						)}
					</Show>
					<AgeBar of={props.of} />
				</span>
			}
			onPress={props.onOpen}
		/>
	);
}

/** The words say the same; the bar is for who compares. */
export function AgeBar(props: { of: ActionItem }) {
	const grow = (share: number) => (element: HTMLElement) =>
		element.style.setProperty("flex-grow", `${share}`);
	return (
		<Show when={ageOf(props.of, now())}>
			{(age) => (
				<span class="age" aria-hidden="true">
					<Show when={`${age().used}/${age().over}`} keyed>
						{(_shares) => (
							<>
								<i class="age-used" ref={grow(age().used)} />
								<i class="age-over" ref={grow(age().over)} />
								<i ref={grow(age().left)} />
							</>
						)}
					</Show>
				</span>
			)}
		</Show>
	);
}
