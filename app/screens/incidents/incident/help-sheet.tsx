import { For } from "solid-js";
import { Switch } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { KEY_HELP } from "./keys.ts";
import { shortcutsOn, useShortcuts } from "./shortcuts.ts";

/** What each key does here; the incident's keys where nothing else is said. */
export function HelpSheet(props: { keys?: typeof KEY_HELP; onClose(): void }) {
	return (
		<Sheet open title="Keyboard shortcuts" onClose={props.onClose}>
			<dl class="keys">
				<For each={props.keys ?? KEY_HELP}>
					{(entry) => (
						<div>
							<dt>
								<For each={entry.keys}>{(key) => <kbd>{key}</kbd>}</For>
							</dt>
							<dd>{entry.does}</dd>
						</div>
					)}
				</For>
			</dl>
			<Switch
				label="Single-key shortcuts"
				hint="Turn off if you use dictation or a switch device"
				checked={shortcutsOn()}
				onValue={useShortcuts}
			/>
		</Sheet>
	);
}
