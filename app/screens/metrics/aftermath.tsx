import { Show } from "solid-js";
import type { MetricsWire } from "../../../worker/metrics/contract.ts";
import { CAUSE_WORDS } from "../reviews/review-words.ts";
import { longWords, percent, plural } from "./figure-words.ts";
import { AsTable, Bars, Part } from "./parts.tsx";
import { about } from "./responses.tsx";

const HOUR_MS = 3_600_000;

/** What broke most, by the time that it cost: what to prevent first. */
export function IncidentTypes(props: { of: MetricsWire }) {
	const of = () => props.of.incidentTypes;
	const first = () => of().types[0];
	const before = () => new Map(props.of.before.incidentTypes.types.map((one) => [one.cause, one]));
	const said = () => {
		const worst = first();
		if (!worst) return "No review names a cause yet.";
		return `${CAUSE_WORDS[worst.cause]}: ${percent(worst.share)} of the time, ${plural(worst.count, "incident")}.`;
	};
	return (
		<Part title="Prevent first" said={said()} definition={about(of())}>
			<Show when={first()}>
				<Bars
					label="Hours lost by cause"
					of={of().types.map((one) => ({
						name: CAUSE_WORDS[one.cause],
						value: Math.round((one.lostMs / HOUR_MS) * 10) / 10,
						said: `h, ${plural(one.count, "incident")}`,
					}))}
				/>
				<AsTable
					caption="Incidents and time lost by cause"
					head={["Cause", "Count", "Before", "Lost", "Share"]}
					rows={of().types.map((one) => [
						...[CAUSE_WORDS[one.cause], one.count, before().get(one.cause)?.count ?? 0],
						...[longWords(one.lostMs), percent(one.share)],
					])}
				/>
			</Show>
		</Part>
	);
}

type Punctuality = MetricsWire["reviews"];

/** Reviews by their deadline. */
export function Reviews(props: { of: MetricsWire }) {
	return (
		<Punctual
			title="Reviews on time"
			one="review"
			now={props.of.reviews}
			before={props.of.before.reviews}
			none="No review was due."
		/>
	);
}

/** Action items by their deadline. */
export function ActionItems(props: { of: MetricsWire }) {
	return (
		<Punctual
			title="Action items on time"
			one="action item"
			now={props.of.actionItems}
			before={props.of.before.actionItems}
			none="No action item was due."
		/>
	);
}

function Punctual(props: {
	title: string;
	one: string;
	now: Punctuality;
	before: Punctuality;
	none: string;
}) {
	const said = () => {
		const { count, onTime, overdue } = props.now;
		if (count === 0) return props.none;
		const late = overdue > 0 ? ` ${overdue} still overdue.` : "";
		return `${onTime} of ${plural(count, props.one)} on time.${late}`;
	};
	const row = (name: string, { count, onTime, late, overdue, share }: Punctuality) => [
		...[name, count, onTime, late, overdue, percent(share)],
	];
	return (
		<Part title={props.title} said={said()} definition={about(props.now)}>
			<AsTable
				caption={props.title}
				head={["Period", "Count", "On time", "Late", "Overdue", "Share"]}
				rows={[row("Now", props.now), row("Before", props.before)]}
			/>
		</Part>
	);
}
