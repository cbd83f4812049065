import { createSignal, For, Show } from "solid-js";
import type { ActionItemType } from "../../../../worker/reviews/rules/action-item.ts";
import { Button } from "../../../parts/button.tsx";
import { Segmented, SelectField, TextArea, TextField } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { api } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { draft } from "../../../state/draft.ts";
import { usersResource } from "../../../state/name-book.ts";
import { retryKeys } from "../../../state/retry-key.ts";
import { sending } from "../../../state/sending.ts";
import { me } from "../../../state/session.ts";
import type { ActionItem, Review } from "../wire.ts";
import { endOfDay, TYPE_OPTIONS } from "./action-words.ts";
import { DUE_OFFERS, dateIn } from "./due-offers.ts";
import "../shared.css";

const USUAL_DAYS = 14;

export type Proposal = Review["proposedActions"][number];

interface NewActionProps {
	/** Null for what belongs to no incident. */
	incidentId: string | null;
	/** What the review proposes; null for what is thought of now. */
	proposal: Proposal | null;
	onDone(): void;
	/** Nobody wants what is proposed. Left out where that is said elsewhere. */
	onDismiss?(text: string): void;
	onClose(): void;
}

/** A new action item: the words, and then taps. */
export function NewActionSheet(props: NewActionProps) {
	const [kept, keep, drop] = draft(`review-action:${props.incidentId ?? "none"}`);
	const { proposal } = props;
	const isProposed = proposal !== null;
	const [proposed, setProposed] = createSignal(proposal?.text ?? "");
	const text = () => (isProposed ? proposed() : kept());
	const write = (next: string) => (isProposed ? setProposed(next) : keep(next));
	const [type, setType] = createSignal<ActionItemType | null>(proposal?.type ?? null);
	const [ownerId, setOwnerId] = createSignal(me().value?.user.id ?? "");
	const [date, setDate] = createSignal(dateIn(USUAL_DAYS, now()));
	const users = () => usersResource().value?.items ?? [];
	const keys = retryKeys();
	const adding = sending(
		() => {
			const { incidentId } = props;
			const body = { text: text().trim().replaceAll(/\s+/g, " "), ownerId: ownerId(), incidentId };
			const whole = { ...body, type: type(), dueAt: endOfDay(date()), proposal: proposal?.text ?? null };
			return api<ActionItem>("POST", "/action-items", whole, {
				idempotencyKey: keys.keyFor(JSON.stringify(whole)),
			});
		},
		() => {
			if (!isProposed) drop();
			props.onDone();
			showToast("Action item added");
			props.onClose();
		},
	);
	const isWhole = () => text().trim() !== "" && ownerId() !== "" && endOfDay(date()) !== null;
	return (
		<Sheet
			open
			title="Add action item"
			onClose={props.onClose}
			acts={
				<Button
					kind="primary"
					wide
					type="submit"
					form="new-action"
					disabled={!isWhole()}
					busy={adding.busy() && "Adding…"}
				>
					Add
				</Button>
			}
		>
			<form class="stack" id="new-action" onSubmit={(event) => void adding.send(event)}>
				<TextArea
					label="What will change?"
					maxlength={500}
					rows={2}
					value={text()}
					error={adding.wrong("/text")}
					onValue={write}
				/>
				<Segmented label="What it is good for" options={TYPE_OPTIONS} value={type()} onValue={setType} />
				<SelectField
					label="Owner"
					options={users().map(({ id, name }) => ({ value: id, name }))}
					value={ownerId()}
					error={adding.wrong("/ownerId")}
					onValue={setOwnerId}
				/>
				<DueField date={date()} onDate={setDate} wrong={adding.wrong("/dueAt")} />
				<Show when={adding.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
				<Show when={proposal && props.onDismiss}>
					{(dismiss) => <Dismiss onDismiss={() => dismiss()(proposal?.text ?? "")} onClose={props.onClose} />}
				</Show>
			</form>
		</Sheet>
	);
}

function Dismiss(props: { onDismiss(): void; onClose(): void }) {
	const dismiss = () => {
		props.onDismiss();
		props.onClose();
	};
	return (
		<Button kind="quiet" wide onClick={dismiss}>
			Dismiss proposal
		</Button>
	);
}

function DueField(props: { date: string; onDate(date: string): void; wrong: string | undefined }) {
	return (
		<>
			<TextField
				label="Due date"
				type="date"
				value={props.date}
				error={props.wrong ?? null}
				onValue={props.onDate}
			/>
			<div class="choices">
				<For each={DUE_OFFERS}>
					{({ days, name }) => (
						<button
							type="button"
							class="choice"
							aria-pressed={props.date === dateIn(days, now())}
							onClick={() => props.onDate(dateIn(days, now()))}
						>
							{name}
						</button>
					)}
				</For>
			</div>
		</>
	);
}
