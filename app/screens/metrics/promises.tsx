import { For, Show } from "solid-js";
import type { MetricsWire } from "../../../worker/metrics/contract.ts";
import { Row, Rows } from "../../parts/row.tsx";
import { Section } from "../../shell/screen.tsx";
import { longWords, percent, plural } from "./figure-words.ts";
import { AsTable, Part } from "./parts.tsx";

type Punctual = MetricsWire["updates"];

/** Whether the public and stakeholders were told, and somebody acknowledged, when it had been promised. */
export function Promises(props: { of: MetricsWire }) {
	return (
		<>
			<Kept
				title="Promises kept"
				what="public update"
				of={props.of.updates}
				before={props.of.before.updates}
			/>
			<Kept
				title="Stakeholders told in time"
				what="stakeholder update"
				of={props.of.stakeholderUpdates}
				before={props.of.before.stakeholderUpdates}
			/>
			<Kept
				title="Acknowledged in time"
				what="acknowledgement"
				of={props.of.acknowledgeTargets}
				before={props.of.before.acknowledgeTargets}
			/>
		</>
	);
}

/** Nothing is said of stakeholders and targets where none were promised anything. */
function Kept(props: {
	title: string;
	what: string;
	of: Punctual | undefined;
	before: Punctual | undefined;
}) {
	const all = () => (props.of ? props.of.kept + props.of.late : 0);
	return (
		<Show when={(all() > 0 || props.what === "public update") && props.of}>
			{(of) => (
				<Part
					title={props.title}
					said={
						all() === 0
							? "No public update was promised."
							: `${of().kept} of ${plural(all(), props.what)} came on time.`
					}
					definition={of().definition}
				>
					<Show when={props.before?.share !== null && props.before}>
						{(before) => (
							<p class="sub">
								Before: {before().kept} of {before().kept + before().late}.
							</p>
						)}
					</Show>
				</Part>
			)}
		</Show>
	);
}

/** Those that lost most; a table names the others. */
const MOST_ROWS = 8;

type Service = MetricsWire["uptime"]["services"][number];

/** What incidents cost each service of what it may lose. */
export function Uptime(props: { of: MetricsWire }) {
	return (
		<Section title="By service" trail={<span>{percent(props.of.uptime.share, 2)} up</span>}>
			<Rows label="Services by time lost">
				<For each={props.of.uptime.services.slice(0, MOST_ROWS)}>
					{(one) => (
						<Row
							title={one.serviceName}
							href={`/services/${one.serviceId}`}
							sub={budgetWords(one)}
							trail={percent(one.uptime, 2)}
						/>
					)}
				</For>
			</Rows>
			<Show when={props.of.uptime.services.length > MOST_ROWS}>
				<AsTable
					summary={`All ${props.of.uptime.services.length} services`}
					caption="Services by time lost"
					head={["Service", "Incidents", "Lost", "Up"]}
					rows={props.of.uptime.services.map((one) => [
						one.serviceName,
						one.incidents,
						longWords(one.lostMs),
						percent(one.uptime, 2),
					])}
				/>
			</Show>
			<p class="dim">{props.of.uptime.definition}</p>
		</Section>
	);
}

function budgetWords({ incidents, lostMs, remainingMs, objective }: Service): string {
	const goal = percent(objective, 1);
	const left =
		remainingMs < 0
			? `${longWords(-remainingMs)} over the error budget of ${goal}`
			: `${longWords(remainingMs)} left of the error budget of ${goal}`;
	return `${plural(incidents, "incident")}, ${longWords(lostMs)} lost, ${left}`;
}
