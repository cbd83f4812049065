import { For, Show } from "solid-js";
import type { MetricsWire } from "../../../worker/metrics/contract.ts";
import { Row, Rows } from "../../parts/row.tsx";
import { Section } from "../../shell/screen.tsx";
import { percent, plural, proposalWords } from "./figure-words.ts";
import { AsTable, Bars, Part } from "./parts.tsx";
import { about } from "./responses.tsx";

type Monitor = MetricsWire["noise"]["monitors"][number];

/** Which monitors page for nothing, and what would help. */
export function Noise(props: { of: MetricsWire }) {
	return (
		<Section title="Noise">
			<Show
				when={props.of.noise.monitors.length > 0}
				fallback={<p class="card sub">No monitor opened an incident.</p>}
			>
				<Rows label="Monitors by the pages that a setting would save">
					<For each={props.of.noise.monitors}>
						{(one) => (
							<Row
								title={one.monitorName}
								href={`/monitors/${one.monitorId}`}
								sub={
									<>
										{monitorWords(one)}
										<Show when={one.proposal}>
											{(proposal) => <strong class="proposal">{proposalWords(proposal())}</strong>}
										</Show>
									</>
								}
							/>
						)}
					</For>
				</Rows>
			</Show>
			<p class="dim">{props.of.noise.definition}</p>
		</Section>
	);
}

function monitorWords({ incidents, pages, nightPages, brief, falseAlarms }: Monitor): string {
	const parts = [plural(incidents, "incident"), plural(pages, "page")];
	if (nightPages > 0) parts.push(`${nightPages} at night`);
	if (brief > 0) parts.push(`${brief} brief`);
	if (falseAlarms > 0) parts.push(plural(falseAlarms, "false alarm"));
	return `${parts.join(", ")}. `;
}

const SOURCES = [
	{ kind: "monitor", name: "A monitor" },
	{ kind: "integration", name: "An alert" },
	{ kind: "user", name: "A person" },
	{ kind: "report", name: "A customer" },
] as const;

/** Who noticed first. */
export function Detection(props: { of: MetricsWire }) {
	const of = () => props.of.detection;
	return (
		<Part
			title="Who noticed"
			said={`${percent(of().foundFirst)} were found before a customer reported them.`}
			definition={of().definition}
		>
			<Bars
				label="Incidents by what noticed them"
				of={SOURCES.map(({ kind, name }) => ({ name, value: of().bySource[kind] }))}
			/>
			<AsTable
				caption="Incidents by what noticed them"
				head={["Noticed by", "Incidents", "Share"]}
				rows={SOURCES.map(({ kind, name }) => [
					...[name, of().bySource[kind], percent(of().count === 0 ? null : of().bySource[kind] / of().count)],
				])}
			/>
		</Part>
	);
}

const DISPOSITIONS = [
	{ word: "real", name: "Real" },
	{ word: "false-alarm", name: "False alarm" },
	{ word: "noise", name: "Noise" },
	{ word: "duplicate", name: "Duplicate" },
	{ word: "maintenance", name: "Maintenance" },
	{ word: "unsaid", name: "Not said" },
] as const;

/** What they were, as people said when they resolved. */
export function Dispositions(props: { of: MetricsWire }) {
	const of = () => props.of.dispositions;
	const rows = () => DISPOSITIONS.map(({ word, name }) => ({ name, value: of().byDisposition[word] }));
	const said = () =>
		of().falseAlarmRate === null
			? "No one has said yet what an incident was."
			: `${percent(of().falseAlarmRate)} of ${of().count} were false alarms or noise.`;
	return (
		<Part title="False alarms" said={said()} definition={about(of())}>
			<AsTable
				caption="Resolved incidents by disposition"
				head={["Disposition", "Incidents"]}
				rows={rows().map(({ name, value }) => [name, value])}
			/>
		</Part>
	);
}
