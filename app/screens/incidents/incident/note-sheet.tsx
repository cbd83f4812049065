import { createSignal } from "solid-js";
import { keepCommand, noteCommand } from "../../../outbox/keep.ts";
import { TextArea, TextField } from "../../../parts/field.tsx";
import { draft } from "../../../state/draft.ts";
import { numberWords } from "../../../state/words.ts";
import { SheetForm } from "./sheet-form.tsx";
import type { ReviewNote, SheetProps } from "./sheet-props.ts";

const FOR_REVIEW: Record<ReviewNote, { title: string; begins: string; hint: string }> = {
	wentWell: { title: "What went well", begins: "Went well", hint: "It lands in the review’s draft." },
	toImprove: {
		title: "What to improve",
		begins: "Improve",
		hint: "It lands in the review’s draft. Name the system, not people.",
	},
	action: { title: "What to do about it", begins: "Action", hint: "It is proposed in the review’s draft." },
};

const NOTE = { verb: "note", act: "Add note", done: "Note added" } as const;

/** Said now, while it is known, and found again in the review. */
export function ReviewNoteSheet(props: SheetProps & { about: ReviewNote }) {
	const { title, begins, hint } = FOR_REVIEW[props.about];
	const [text, write, drop] = draft(`note-${props.about}:${props.incident.id}`);
	const body = () => (text().trim() === "" ? null : { text: `${begins}: ${text().trim()}` });
	return (
		<SheetForm
			{...{ ...NOTE, ...rest(props), title, body }}
			keep={() => keepCommand(props.incident, noteCommand(`${begins}: ${text().trim()}`))}
			onDone={drop}
		>
			<TextArea label="Note" hint={hint} value={text()} onValue={write} rows={3} autofocus />
		</SheetForm>
	);
}

/** Why it is open again: whoever is paged for the second time wants to know. */
export function ReopenSheet(props: SheetProps) {
	const [reason, setReason] = createSignal("");
	const body = () => (reason().trim() === "" ? null : { reason: reason().trim() });
	return (
		<SheetForm
			title={`Reopen ${numberWords(props.incident)}`}
			verb="reopen"
			act="Reopen and page"
			{...rest(props)}
			body={body}
		>
			<p class="sub">Paging restarts at level 1.</p>
			<TextField
				label="Reason"
				hint="Shown to whoever is paged"
				value={reason()}
				onValue={setReason}
				maxlength={1000}
				autofocus
			/>
		</SheetForm>
	);
}

const rest = (props: SheetProps) => ({ commands: props.commands, onClose: props.onClose });
