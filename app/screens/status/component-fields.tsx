import { Show } from "solid-js";
import { SelectField, TextArea, TextField } from "../../parts/field.tsx";
import type { Sending } from "../../state/sending.ts";
import { type ComponentDraft, STATUS_OPTIONS } from "./component-draft.ts";

/** What customers read of a component, and what a person says of its state. */
export function ComponentFields(props: {
	draft: ComponentDraft;
	sending: Sending;
	onDraft(draft: ComponentDraft): void;
}) {
	const put = (next: Partial<ComponentDraft>) => props.onDraft({ ...props.draft, ...next });
	return (
		<>
			<TextField
				label="Name"
				required
				maxLength={200}
				autocomplete="off"
				value={props.draft.name}
				error={props.sending.wrong("/name")}
				onValue={(name) => put({ name })}
			/>
			<TextArea
				label="Description (optional)"
				hint="On the component’s own page"
				maxlength={300}
				rows={2}
				value={props.draft.description}
				error={props.sending.wrong("/description")}
				onValue={(description) => put({ description })}
			/>
			<SelectField
				label="State"
				hint="Open incidents can only make it worse"
				options={STATUS_OPTIONS}
				value={props.draft.status}
				onValue={(status) => put({ status })}
			/>
			<Show when={props.draft.status !== "operational"}>
				<TextField
					label="Until (optional)"
					hint="Then it is automatic again"
					type="datetime-local"
					value={props.draft.until}
					error={props.sending.wrong("/statusUntil")}
					onValue={(until) => put({ until })}
				/>
			</Show>
		</>
	);
}
