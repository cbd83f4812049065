import { For, Show } from "solid-js";
import { Sheet } from "../../../parts/sheet.tsx";
import type { AuditEntry } from "../../../state/wire.ts";
import { wholeInstant } from "../../../state/words.ts";
import { type Changed, changesOf, entryWords, fieldWords, valueWords } from "./audit-words.ts";

/** One change: what each field was, and what it became. */
export function EntrySheet(props: { of: AuditEntry; onClose(): void }) {
	const isEdit = () => props.of.before !== null && props.of.after !== null;
	return (
		<Sheet open title={entryWords(props.of)} onClose={props.onClose}>
			<p class="sub">{wholeInstant(props.of.at)}</p>
			<dl class="changed">
				<For each={changesOf(props.of)} fallback={<p class="sub">No field changed.</p>}>
					{(change) => <Change of={change} isEdit={isEdit()} />}
				</For>
			</dl>
			<p class="dim">Request ID: {props.of.requestId}</p>
		</Sheet>
	);
}

function Change(props: { of: Changed; isEdit: boolean }) {
	return (
		<div>
			<dt>{fieldWords(props.of.field)}</dt>
			<Show
				when={props.isEdit}
				fallback={<dd class="value">{valueWords(props.of.after ?? props.of.before)}</dd>}
			>
				<dd>
					<span class="dim">Before</span>
					<del class="value">{valueWords(props.of.before)}</del>
				</dd>
				<dd>
					<span class="dim">After</span>
					<ins class="value">{valueWords(props.of.after)}</ins>
				</dd>
			</Show>
		</div>
	);
}
