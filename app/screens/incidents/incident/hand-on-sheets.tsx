import { Button } from "../../../parts/button.tsx";
import { nameBook } from "../../../state/name-book.ts";
import type { TimelineEvent } from "../../../state/wire.ts";
import { listOfNames, targetName } from "../../../state/words.ts";
import { SheetForm } from "./sheet-form.tsx";
import type { SheetProps } from "./sheet-props.ts";

/** Asks first: it wakes somebody, and takes the incident from whoever has it. */
export function EscalateSheet(props: SheetProps) {
	return (
		<SheetForm
			title="Escalate to the next level?"
			verb="escalate"
			act="Escalate now"
			commands={props.commands}
			onClose={props.onClose}
			body={() => ({})}
		>
			<p class="sub">
				{props.incident.state === "acknowledged"
					? "This removes the current acknowledgement until someone acknowledges again."
					: "They’re paged right away. Current pages continue until someone acknowledges."}
			</p>
			<Button kind="plain" wide onClick={() => props.onClose()}>
				Cancel
			</Button>
		</SheetForm>
	);
}

/** Asks first, and names whom it wakes: those of level 1, as they were paged before. */
export function GiveBackSheet(props: SheetProps & { events: TimelineEvent[] }) {
	const who = () => {
		const level1 = props.events.findLast(({ type, data }) => type === "escalated" && data.level === 1);
		const targets = (level1?.data.targets ?? []) as { kind: string; id: string }[];
		return listOfNames(targets.map((target) => targetName(target, nameBook()))) || "level 1";
	};
	return (
		<SheetForm
			title={`Unacknowledge #${props.incident.number}?`}
			verb="giveBack"
			act={`Page ${who()} again`}
			commands={props.commands}
			onClose={props.onClose}
			body={() => ({})}
		>
			<p class="sub">
				Pages {who()} right away, then the next levels until someone acknowledges. To pass it on without
				starting over, escalate instead.
			</p>
			<Button kind="plain" wide onClick={() => props.onClose()}>
				Cancel
			</Button>
		</SheetForm>
	);
}
