import { createSignal } from "solid-js";
import { keepCommand, titleCommand } from "../../../../outbox/keep.ts";
import { TextField } from "../../../../parts/field.tsx";
import { SheetForm } from "../sheet-form.tsx";
import type { ActProps } from "../sheet-props.ts";

/** What it is called inside; customers read the public page's own words. */
export function TitleSheet(props: ActProps) {
	const [title, setTitle] = createSignal(props.incident.title);
	const body = () => {
		const next = title().trim();
		return next === "" || next === props.incident.title ? null : { title: next };
	};
	return (
		<SheetForm
			title="Change title"
			verb="title"
			act="Save title"
			commands={props.commands}
			onClose={props.onClose}
			body={body}
			keep={() => keepCommand(props.incident, titleCommand(title().trim()))}
			done="Title changed"
		>
			<TextField
				label="Title"
				hint="For your team. The status page doesn’t show it."
				value={title()}
				onValue={setTitle}
				maxlength={300}
				autofocus
				autocomplete="off"
			/>
		</SheetForm>
	);
}
