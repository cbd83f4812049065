import { createSignal, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { SelectField, TextArea } from "../../../parts/field.tsx";
import { draft } from "../../../state/draft.ts";
import { SheetForm } from "./sheet-form.tsx";
import type { SheetProps } from "./sheet-props.ts";
import { likelyPhase, NEXT_UPDATES, PHASES, templateWords } from "./update-words.ts";

/** What customers read. After the resolve the phase is over and only words are left. */
export function UpdateSheet(props: SheetProps) {
	const [message, write, drop] = draft(`update:${props.incident.id}`);
	const [phase, setPhase] = createSignal(likelyPhase(props.incident));
	const [next, setNext] = createSignal("");
	let field: HTMLTextAreaElement | undefined;
	const useTemplate = () => {
		write(templateWords(phase(), props.incident.service.name));
		// The button that was pressed is gone with the press.
		if (field && matchMedia("(pointer: fine)").matches) field.focus();
	};
	const isOver = () => props.incident.state === "resolved";
	const body = () =>
		message().trim() === ""
			? null
			: {
					audience: "public",
					status: isOver() ? "resolved" : phase(),
					message: message().trim(),
					...(next() !== "" && { nextUpdateInSeconds: Number(next()) }),
				};
	return (
		<SheetForm
			title="Post public update"
			verb="update"
			act="Publish"
			commands={props.commands}
			onClose={props.onClose}
			body={body}
			onDone={drop}
		>
			<Show when={!isOver()}>
				<SelectField label="Status" options={PHASES} value={phase()} onValue={setPhase} />
			</Show>
			<TextArea
				ref={(element) => {
					field = element;
				}}
				label="Message"
				hint="Published to the status page exactly as written"
				value={message()}
				onValue={write}
				rows={4}
			/>
			<Show when={message() === "" && !isOver()}>
				<Button kind="quiet" onClick={useTemplate}>
					Use a template
				</Button>
			</Show>
			<Show when={!isOver()}>
				<SelectField label="Next update" options={NEXT_UPDATES} value={next()} onValue={setNext} />
			</Show>
		</SheetForm>
	);
}
