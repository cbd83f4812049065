import { createSignal, Show } from "solid-js";
import { ACTION_ITEM_STATES } from "../../../../worker/reviews/rules/action-item.ts";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { SelectField } from "../../../parts/field.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { api, failureWords } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import { mayAs } from "../../../state/session.ts";
import type { ActionItem } from "../wire.ts";
import { actionWords, ageOf, preventedWords, STATE_WORDS, TYPE_WORDS } from "./action-words.ts";
import { EditItem } from "./edit-item.tsx";
import { ItemIssue } from "./item-issue.tsx";
import { AgeBar, ownerName } from "./item-row.tsx";

/** Everything about one item: how far it is, who has it, and its issue. */
export function ItemSheet(props: { id: string; onChange(): void; onClose(): void }) {
	const path = `/action-items/${props.id}` as const;
	const item = cached<ActionItem>(path, () => api("GET", path));
	const changed = (value: ActionItem) => {
		item.set(value);
		props.onChange();
	};
	return (
		<Sheet open title="Action item" onClose={props.onClose}>
			<Loaded of={item} what="the action item" bones={<Skeleton rows={5} />}>
				{(value) => <Whole {...props} of={item} value={value()} onChanged={changed} />}
			</Loaded>
		</Sheet>
	);
}

interface WholeProps {
	of: Resource<ActionItem>;
	value: ActionItem;
	onChanged(value: ActionItem): void;
	onChange(): void;
	onClose(): void;
}

function Whole(props: WholeProps) {
	const [deleting, setDeleting] = createSignal(false);
	const facts = () => {
		const type = props.value.type ? ` · ${TYPE_WORDS[props.value.type]}` : "";
		const age = ageOf(props.value, now());
		return `${ownerName(props.value.ownerId)} · ${actionWords(props.value, now())}${age ? ` · ${age.words}` : ""}${type}`;
	};
	return (
		<div class="stack wide">
			<h3 class="big">{props.value.text}</h3>
			<p class="sub">{facts()}</p>
			<AgeBar of={props.value} />
			<Show when={preventedWords(props.value)}>
				{(words) => <Notice plain>{words()} since it was written.</Notice>}
			</Show>
			<Show when={props.value.incident}>
				{(incident) => (
					<Rows>
						<Row
							title={`From #${incident().number} ${incident().title}`}
							href={`/incidents/${incident().id}`}
						/>
					</Rows>
				)}
			</Show>
			<Show when={mayAs("responder")} fallback={<IssueLink of={props.value} />}>
				<State {...props} />
				<ItemIssue value={props.value} of={props.of} onChanged={props.onChanged} />
				<EditItem value={props.value} onChanged={props.onChanged} />
				<Button kind="danger" wide onClick={() => setDeleting(true)}>
					Delete…
				</Button>
				<Confirm
					open={deleting()}
					title="Delete this action item?"
					act="Delete action item"
					onConfirm={() => api("DELETE", `/action-items/${props.value.id}`)}
					onClose={(done) => {
						setDeleting(false);
						if (!done) return;
						props.onChange();
						props.onClose();
					}}
				>
					It disappears from its review and from figures. An issue in a tracker stays. Drop it instead to keep
					a record.
				</Confirm>
			</Show>
		</div>
	);
}

function IssueLink(props: { of: ActionItem }) {
	return (
		<Show when={props.of.link}>
			{(link) => (
				<a href={link()} rel="external noreferrer" target="_blank">
					{props.of.issue?.key ? `Issue ${props.of.issue.key}` : "Issue"}
				</a>
			)}
		</Show>
	);
}

/** Every state leads to every other one, and can be undone. */
function State(props: WholeProps) {
	const move = async (state: ActionItem["state"]) => {
		const answer = await api<ActionItem>("PATCH", `/action-items/${props.value.id}`, { state });
		if (answer.ok) props.onChanged(answer.value);
		return answer;
	};
	const choose = async (state: ActionItem["state"]) => {
		const before = props.value.state;
		const answer = await move(state);
		if (!answer.ok) return showToast(failureWords(answer));
		showToast(STATE_WORDS[state], () => void move(before));
	};
	return (
		<SelectField
			label="State"
			options={ACTION_ITEM_STATES.map((value) => ({ value, name: STATE_WORDS[value] }))}
			value={props.value.state}
			onValue={(state) => void choose(state)}
		/>
	);
}
