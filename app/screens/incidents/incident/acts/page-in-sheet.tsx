import { createSignal } from "solid-js";
import { listOfNames } from "../../../../state/words.ts";
import { SheetForm } from "../sheet-form.tsx";
import type { ActProps } from "../sheet-props.ts";
import { type Callable, pageWords } from "./callable.ts";
import { callableNow, Picker } from "./picker.tsx";

/** Calls more people in, at once and whatever the hour, so it says whom before it does. */
export function PageInSheet(props: ActProps) {
	const all = callableNow(() => props.events);
	const [chosen, setChosen] = createSignal<Callable[]>([]);
	const targets = () => chosen().map(({ kind, id }) => ({ kind, id }));
	const names = () => listOfNames(chosen().map(({ name }) => name));
	return (
		<SheetForm
			title="Page someone in"
			verb="responders"
			act={pageWords(chosen())}
			commands={props.commands}
			onClose={props.onClose}
			body={() => (chosen().length === 0 ? null : { targets: targets() })}
		>
			<Picker label="People and teams" all={all()} chosen={chosen()} onChange={setChosen} />
			<p class="sub" aria-live="polite">
				{chosen().length === 0
					? "Choose whom to page. They’re paged right away, at any hour."
					: `Pages ${names()} right away, at any hour. Everyone else’s pages stay as they are.`}
			</p>
		</SheetForm>
	);
}
