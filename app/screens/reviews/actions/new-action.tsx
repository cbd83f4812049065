import { createSignal, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { SelectField, TextField } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { api } from "../../../state/api.ts";
import { usersResource } from "../../../state/lists.ts";
import type { Resource } from "../../../state/resource.ts";
import { retryKeys } from "../../../state/retry-key.ts";
import { sending } from "../../../state/sending.ts";
import { me } from "../../../state/session.ts";
import type { ActionItem, Review } from "../wire.ts";
import { endOfDay } from "./action-words.ts";

/** Where a new item begins: with nothing, or with what a review proposes. */
export interface Proposal {
	incidentId: string | null;
	text?: string;
	type?: ActionItem["type"];
	/** Read anew once it is taken over. */
	taken?: Resource<Review>;
}

/** What is to change, who sees to it, and by when. */
export function NewActionSheet(props: { proposal: Proposal; onDone(): void; onClose(): void }) {
	const users = usersResource();
	const { incidentId, text: proposed, type = null, taken } = props.proposal;
	const [text, setText] = createSignal(proposed ?? "");
	const [ownerId, setOwnerId] = createSignal(me().value?.user.id ?? "");
	const [date, setDate] = createSignal("");
	const keys = retryKeys();
	const isWhole = () => text().trim() !== "" && ownerId() !== "" && endOfDay(date()) !== null;
	const adding = sending(
		() => {
			const body = {
				...{ text: text().trim(), ownerId: ownerId(), dueAt: endOfDay(date()) },
				...{ incidentId, type, proposal: proposed ?? null },
			};
			const idempotencyKey = keys.keyFor(JSON.stringify(body));
			return api<ActionItem>("POST", "/action-items", body, { idempotencyKey });
		},
		() => {
			void taken?.reload();
			props.onDone();
			showToast("Added");
			props.onClose();
		},
	);
	return (
		<Sheet
			open
			title="Add an action item"
			onClose={props.onClose}
			acts={
				<Button
					kind="primary"
					wide
					type="submit"
					form="new-action"
					disabled={!isWhole()}
					busy={adding.busy() && "Adding …"}
				>
					Add
				</Button>
			}
		>
			<form class="stack wide" id="new-action" onSubmit={(event) => void adding.send(event)}>
				<TextField
					label="What will change?"
					maxLength={500}
					autocomplete="off"
					value={text()}
					error={adding.wrong("/text")}
					onValue={setText}
				/>
				<SelectField
					label="Owner"
					options={(users.value?.items ?? []).map(({ id, name }) => ({ value: id, name }))}
					value={ownerId()}
					error={adding.wrong("/ownerId")}
					onValue={setOwnerId}
				/>
				<TextField
					label="Due date"
					type="date"
					value={date()}
					error={adding.wrong("/dueAt")}
					onValue={setDate}
				/>
				<Show when={adding.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			</form>
		</Sheet>
	);
}
