import { createSignal, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Switch } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { api } from "../../../state/api.ts";
import { sending } from "../../../state/sending.ts";
import { bodyOf, type Draft, WebhookFields } from "./webhook-fields.tsx";
import type { Webhook } from "./wire.ts";

/** Changes of one webhook, over those that others made meanwhile of other fields. */
export function EditWebhookSheet(props: { value: Webhook; onDone(next: Webhook): void; onClose(): void }) {
	const { name, url, events, format, state, version } = props.value;
	const [draft, setDraft] = createSignal<Draft>({ name, url, events, format, key: "" });
	const [isOn, setOn] = createSignal(state === "active");
	const saving = sending(
		() => {
			const next = isOn() ? ("active" as const) : ("disabled" as const);
			const body = { ...bodyOf(draft()), ...(next === state ? {} : { state: next }) };
			return api<Webhook>("PATCH", `/webhooks/${props.value.id}`, body, { ifMatch: version });
		},
		(next) => {
			props.onDone(next);
			showToast("Saved");
			props.onClose();
		},
	);
	return (
		<Sheet
			open
			title={`Edit ${name}`}
			onClose={props.onClose}
			acts={
				<Button kind="primary" wide type="submit" form="edit-webhook" busy={saving.busy() && "Saving…"}>
					Save changes
				</Button>
			}
		>
			<form class="stack wide" id="edit-webhook" onSubmit={(event) => void saving.send(event)}>
				<Switch
					label="Turned on"
					hint="While it’s off, it gets no events. Escalation levels that include it still page it."
					checked={isOn()}
					onValue={setOn}
				/>
				<WebhookFields
					draft={draft()}
					sending={saving}
					onDraft={(change) => setDraft((before) => ({ ...before, ...change }))}
				/>
				<Show when={saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			</form>
		</Sheet>
	);
}
