import { createSignal, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Segmented, SelectField, TextField } from "../../../parts/field.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { api } from "../../../state/api.ts";
import { usersResource } from "../../../state/name-book.ts";
import { sending } from "../../../state/sending.ts";
import type { ActionItem } from "../wire.ts";
import { dayOf, endOfDay, TYPE_OPTIONS } from "./action-words.ts";

/** The words, what it is good for, the owner and the deadline. */
export function EditItem(props: { value: ActionItem; onChanged(value: ActionItem): void }) {
	const users = usersResource();
	const [text, setText] = createSignal(props.value.text);
	const [type, setType] = createSignal(props.value.type);
	const [ownerId, setOwnerId] = createSignal(props.value.ownerId);
	const [date, setDate] = createSignal(dayOf(props.value.dueAt));
	const patch = () => {
		const dueAt = date() === dayOf(props.value.dueAt) ? null : endOfDay(date());
		return {
			...(text().trim() !== props.value.text && { text: text().trim() }),
			...(type() !== props.value.type && { type: type() }),
			...(ownerId() !== props.value.ownerId && { ownerId: ownerId() }),
			...(dueAt !== null && { dueAt }),
		};
	};
	const saving = sending(
		() => api<ActionItem>("PATCH", `/action-items/${props.value.id}`, patch()),
		(value) => {
			props.onChanged(value);
			showToast("Saved");
		},
	);
	return (
		<form class="stack wide" onSubmit={(event) => void saving.send(event)}>
			<TextField
				label="What is to change"
				maxlength={500}
				value={text()}
				error={saving.wrong("/text")}
				onValue={setText}
			/>
			<Segmented label="What it is good for" options={TYPE_OPTIONS} value={type()} onValue={setType} />
			<SelectField
				label="Owner"
				options={(users.value?.items ?? []).map(({ id, name }) => ({ value: id, name }))}
				value={ownerId()}
				error={saving.wrong("/ownerId")}
				onValue={setOwnerId}
			/>
			<TextField
				label="Due date"
				type="date"
				value={date()}
				error={saving.wrong("/dueAt")}
				onValue={setDate}
			/>
			<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Button
				type="submit"
				wide
				disabled={Object.keys(patch()).length === 0 || text().trim() === ""}
				busy={saving.busy() && "Saving…"}
			>
				Save changes
			</Button>
		</form>
	);
}
