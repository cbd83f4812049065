import { createMemo, createSignal, For, Show } from "solid-js";
import { isClosed, isLate } from "../../../../worker/reviews/rules/action-item.ts";
import { Button } from "../../../parts/button.tsx";
import { Segmented } from "../../../parts/field.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { MoreOf } from "../../../parts/more-list.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { Empty, Loaded, Skeleton } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { api, failureWords } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { usersResource } from "../../../state/lists.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import { mayAs, me } from "../../../state/session.ts";
import type { List } from "../../../state/wire.ts";
import { ms } from "../../../state/words.ts";
import type { ActionItem } from "../wire.ts";
import { actionWords, byDeadline } from "./action-words.ts";
import { NewActionSheet } from "./new-action.tsx";

type Shown = "open" | "closed";
type Whose = "all" | "mine";

/** What somebody promised to change: late ones first. */
export default function ActionsScreen() {
	const [shown, setShown] = createSignal<Shown>("open");
	const [whose, setWhose] = createSignal<Whose>("all");
	const [adding, setAdding] = createSignal(false);
	const path = () => `/action-items?closed=${shown() === "closed"}` as const;
	const items = createMemo(() => {
		const first = `${path()}&limit=200` as const;
		return cached<List<ActionItem>>(first, () => api("GET", first));
	});
	return (
		<Screen
			title="Action items"
			trail={
				<Show when={mayAs("responder")}>
					<Button onClick={() => setAdding(true)}>
						<Icon name="plus" size={18} />
						Add
					</Button>
				</Show>
			}
		>
			<div class="stack">
				<Segmented
					label="Which"
					options={[
						{ value: "open", name: "Open" },
						{ value: "closed", name: "Done" },
					]}
					value={shown()}
					onValue={setShown}
				/>
				<Segmented
					label="Whose"
					options={[
						{ value: "all", name: "Everyone" },
						{ value: "mine", name: "Mine" },
					]}
					value={whose()}
					onValue={setWhose}
				/>
			</div>
			<Loaded of={items()} what="The action items" bones={<Skeleton rows={6} height={68} />}>
				{(list) => <Items of={items()} list={list()} shown={shown()} whose={whose()} />}
			</Loaded>
			<Show when={adding()}>
				<NewActionSheet onDone={() => void items().reload()} onClose={() => setAdding(false)} />
			</Show>
		</Screen>
	);
}

function Items(props: {
	of: Resource<List<ActionItem>>;
	list: List<ActionItem>;
	shown: Shown;
	whose: Whose;
}) {
	const isShown = (item: ActionItem) =>
		isClosed(item.state) === (props.shown === "closed") &&
		(props.whose === "all" || item.ownerId === me().value?.user.id);
	const all = () => byDeadline(props.list.items.filter(isShown));
	return (
		<>
			<Show
				when={all().length > 0}
				fallback={
					<Empty title={props.shown === "open" ? "Nothing is open" : "Nothing is done yet"}>
						An action item is a change that a review asked for, with an owner and a date.
					</Empty>
				}
			>
				<Rows label="Action items">
					<For each={all()}>{(item) => <ItemRow of={item} onChange={() => props.of.reload()} />}</For>
				</Rows>
			</Show>
			<MoreOf of={props.of} path="/action-items" />
		</>
	);
}

function ItemRow(props: { of: ActionItem; onChange(): void }) {
	const users = usersResource();
	const owner = () => {
		if (props.of.ownerId === me().value?.user.id) return "You";
		return users.value?.items.find((user) => user.id === props.of.ownerId)?.name ?? "…";
	};
	const late = () => isLate({ state: props.of.state, dueAt: ms(props.of.dueAt) }, now());
	return (
		<Row
			lead={<Shape of={isClosed(props.of.state) ? "well" : late() ? "degraded" : "unknown"} />}
			title={props.of.text}
			sub={`${owner()} · ${actionWords(props.of, now())}`}
			trail={
				<Show when={mayAs("responder")}>
					<Button onClick={() => void toggle(props.of, props.onChange)}>
						{isClosed(props.of.state) ? "Reopen" : "Done"}
					</Button>
				</Show>
			}
		/>
	);
}

async function toggle(item: ActionItem, onChange: () => void): Promise<void> {
	const move = async (state: ActionItem["state"]) => {
		const answer = await api<ActionItem>("PATCH", `/action-items/${item.id}`, { state });
		onChange();
		return answer;
	};
	const answer = await move(isClosed(item.state) ? "open" : "done");
	if (!answer.ok) return showToast(failureWords(answer));
	showToast(isClosed(item.state) ? "Open again" : "Done", () => void move(item.state));
}
