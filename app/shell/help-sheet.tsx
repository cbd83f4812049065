import { For } from "solid-js";
import { Switch } from "../parts/field.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { type KeyHelp, keysHere, shortcutsOn, useShortcuts } from "../state/shortcuts.ts";
import { globalHelp, isApple } from "./key-words.ts";
import { useRoutes } from "./routes.ts";
import { Section } from "./screen.tsx";

/** What each key does: on this screen first, then everywhere. */
export default function HelpSheet(props: { onClose(): void }) {
	return (
		<Sheet open title="Keyboard shortcuts" onClose={props.onClose}>
			<For each={keysHere()}>{({ title, keys }) => <Keys {...{ title, keys }} />}</For>
			<Keys title="Everywhere" keys={globalHelp(isApple(navigator.platform), [...useRoutes()])} />
			<Switch
				label="Single-key shortcuts"
				hint="Turn off if you use dictation or a switch device"
				checked={shortcutsOn()}
				onValue={useShortcuts}
			/>
		</Sheet>
	);
}

function Keys(props: { title: string; keys: KeyHelp[] }) {
	return (
		<Section title={props.title}>
			<dl class="keys">
				<For each={props.keys}>
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
		</Section>
	);
}
