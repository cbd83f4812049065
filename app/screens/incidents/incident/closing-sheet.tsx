import { Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { TextArea } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { numberWords } from "../../../state/words.ts";
import { CLOSING_LENGTH, closingBody, closingOf, closingSent } from "./closing.ts";
import type { SheetProps } from "./sheet-props.ts";

/** Before a public incident is resolved: the last words that customers read. The checks follow in the evidence. */
export function ClosingSheet(props: SheetProps) {
	const closing = closingOf(props.incident);
	const isBlank = () => closing.text().trim() === "";
	const resolve = async (event: SubmitEvent) => {
		event.preventDefault();
		if (isBlank()) return;
		const { commands, incident } = props;
		const words = closingBody(incident);
		// Opened first: its rows fill while the checks answer.
		props.onOpen("evidence");
		const isDone = await commands.run("resolve", { ...words, ...(incident.soakUntil && { soak: false }) });
		if (isDone) closingSent(props.incident, words);
	};
	return (
		<Sheet open title={`Resolve ${numberWords(props.incident)}`} onClose={props.onClose}>
			<form class="stack wide" onSubmit={(event) => void resolve(event)}>
				<TextArea
					label="Closing words for customers"
					hint={`${closing.text().length} of ${CLOSING_LENGTH.toLocaleString("en-US")} characters`}
					error={isBlank() ? "Closing words must not be blank." : undefined}
					rows={4}
					maxlength={CLOSING_LENGTH}
					value={closing.text()}
					onValue={closing.write}
				/>
				<p class="sub">
					Posted on the status page, under {props.incident.publicClosing?.component}, 10&nbsp;s after the
					incident is resolved. Until then you can undo it.
				</p>
				<Button type="submit" kind="brass" wide autofocus disabled={isBlank()}>
					Check and resolve
				</Button>
				<Show when={closing.isOwn()}>
					<Button kind="quiet" wide onClick={closing.restore}>
						Use the default words
					</Button>
				</Show>
			</form>
		</Sheet>
	);
}
