import { createMemo, createSignal, Show } from "solid-js";
import { MAX_STEPS } from "../../../worker/runbooks/rules/runbook.ts";
import { Button } from "../../parts/button.tsx";
import { TextArea } from "../../parts/field.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import type { DraftStep } from "./edit-draft.ts";
import { pastedSteps } from "./pasted-steps.ts";

/** A list from a wiki or a repository, as steps; nothing is saved before the runbook is. */
export default function PasteSheet(props: {
	/** How many steps there are already. */
	have: number;
	onSteps(steps: DraftStep[]): void;
	onClose(): void;
}) {
	const [text, setText] = createSignal("");
	const read = createMemo(() => pastedSteps(text()));
	const count = () => Math.min(read().steps.length, MAX_STEPS - props.have);
	const words = () => {
		const found = read().steps.length;
		if (text().trim() === "") return "Each item becomes a step. A code block in it becomes its command.";
		if (found === 0) return "There is no list in it. Begin each step with a hyphen or a number.";
		const left = found > count() ? ` A runbook has at most ${MAX_STEPS}: ${found - count()} don’t fit.` : "";
		const outside = read().leftOut;
		const other =
			outside === 0 ? "" : ` ${outside} ${outside === 1 ? "part" : "parts"} outside the list left out.`;
		return `${found === 1 ? "1 step" : `${found} steps`} found.${left}${other}`;
	};
	return (
		<Sheet open title="Paste steps" onClose={props.onClose}>
			<TextArea label="Markdown list" value={text()} onValue={setText} rows={8} autofocus />
			<p class="sub" role="status">
				{words()}
			</p>
			<Show when={count() > 0}>
				<Button
					kind="brass"
					wide
					onClick={() => {
						props.onSteps(read().steps.slice(0, count()));
						props.onClose();
					}}
				>
					{count() === 1 ? "Add 1 step" : `Add ${count()} steps`}
				</Button>
			</Show>
		</Sheet>
	);
}
