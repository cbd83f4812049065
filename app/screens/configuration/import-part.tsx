import { createSignal, For, Show } from "solid-js";
import type { IMPORT_SOURCES, importOut } from "../../../worker/configuration/contract.ts";
import { SelectField } from "../../parts/field.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Notice } from "../../parts/states.tsx";
import { Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { sending } from "../../state/sending.ts";

type Import = (typeof importOut)["_output"];
type Note = Import["notes"][number];

const VERDICTS: Record<Note["verdict"], string> = {
	decide: "Look at this",
	unsupported: "Not brought over",
	mapped: "Ready",
};

type Source = (typeof IMPORT_SOURCES)[number];

const SOURCES: { value: Source; name: string }[] = [
	{ value: "pagerduty", name: "PagerDuty" },
	{ value: "opsgenie", name: "Opsgenie" },
	{ value: "grafana-oncall", name: "Grafana OnCall" },
];

/** What needs somebody first. */
const ORDER = Object.keys(VERDICTS);
const inOrder = (notes: Note[]): Note[] =>
	notes.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));

/** What another tool answered about its account becomes a file; nothing is written by it. */
export function ImportPart(props: { onFile(file: string): void }) {
	const [from, setFrom] = createSignal<Source>("pagerduty");
	const [answers, setAnswers] = createSignal("");
	const [notes, setNotes] = createSignal<Note[]>();
	const importing = sending(
		() =>
			api<Import>("POST", `/imports?from=${from()}`, answers(), {
				headers: { "content-type": "application/json" },
			}),
		(made) => {
			setNotes(inOrder(made.notes));
			props.onFile(made.file);
		},
	);
	const choose = async (chosen: File | undefined) => {
		setNotes(undefined);
		setAnswers((await chosen?.text()) ?? "");
		if (answers() !== "") await importing.send();
	};
	return (
		<Section title="Import">
			<p class="sub">
				A JSON file with the answers of another tool’s API becomes a file to apply. Nothing is written until
				you apply it.
			</p>
			<SelectField
				label="From"
				options={SOURCES}
				value={from()}
				onValue={(source) => {
					setFrom(source);
					setNotes(undefined);
					importing.clearError();
				}}
			/>
			<div class="field">
				<label for="import-file">JSON file</label>
				<input
					id="import-file"
					class="input"
					type="file"
					accept=".json,application/json"
					onChange={(event) => void choose(event.currentTarget.files?.[0])}
				/>
			</div>
			<Show when={importing.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Show when={notes()}>
				{(all) => (
					<Rows label="What was found">
						<For each={all()}>
							{({ name, what, why, verdict }) => (
								<Row title={name} sub={why === null ? what : `${what} · ${why}`} trail={VERDICTS[verdict]} />
							)}
						</For>
					</Rows>
				)}
			</Show>
		</Section>
	);
}
