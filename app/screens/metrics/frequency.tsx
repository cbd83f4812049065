import { createEffect, createMemo, onCleanup } from "solid-js";
import type { MetricsWire } from "../../../worker/metrics/contract.ts";
import { SeverityPill } from "../../parts/badge.tsx";
import { type Bucket, bucketsOf, isByWeek } from "./buckets.ts";
import { plural } from "./figure-words.ts";
import { AsTable, Bars, Part } from "./parts.tsx";

const SEVERITIES = ["P1", "P2", "P3", "P4"] as const;

/** How often: by day or by week. */
export function Frequency(props: { of: MetricsWire }) {
	const buckets = createMemo(() => bucketsOf(props.of.frequency.days));
	const unit = () => (isByWeek(props.of.frequency.days) ? "week" : "day");
	const most = () => Math.max(...buckets().map(({ total }) => total), 0);
	const calm = () => buckets().filter(({ total }) => total === 0).length;
	const said = () => {
		const quiet = calm() > 0 ? `, ${plural(calm(), unit())} without any` : "";
		return `At most ${plural(most(), "incident")} a ${unit()}${quiet}.`;
	};
	return (
		<Part title={`Incidents by ${unit()}`} said={said()} definition={props.of.frequency.definition}>
			<Chart of={buckets()} label={`Incidents by ${unit()}. ${said()}`} />
			<AsTable
				caption={`Incidents by ${unit()}`}
				head={[unit() === "day" ? "Day" : "Week of", "All", ...SEVERITIES]}
				rows={buckets().map(({ label, total, counts }) => [label, total, ...counts])}
			/>
		</Part>
	);
}

/** What draws it is fetched apart. Where that cannot be had, the table below says the same. */
function Chart(props: { of: Bucket[]; label: string }) {
	let box: HTMLDivElement | undefined;
	createEffect(() => {
		const buckets = props.of;
		let isGone = false;
		let stop = () => {};
		import("./plot.ts").then(
			({ plot }) => {
				if (!isGone && box) stop = plot(box, buckets);
			},
			() => {},
		);
		onCleanup(() => {
			isGone = true;
			stop();
		});
	});
	return <div class="chart" role="img" aria-label={props.label} ref={box} />;
}

/** How bad. */
export function SeverityMix(props: { of: MetricsWire }) {
	const now = () => props.of.severityDistribution;
	const before = () => props.of.before.severityDistribution;
	const urgent = () => now().P1 + now().P2;
	return (
		<Part
			title="Severity"
			said={`${urgent()} of ${props.of.count} were P1 or P2.`}
			definition="Incidents by the severity they had last."
		>
			<Bars
				label="Incidents by severity"
				of={SEVERITIES.map((severity) => ({
					name: <SeverityPill of={severity} />,
					value: now()[severity],
					said: `before ${before()[severity]}`,
					tone: severity.toLowerCase(),
				}))}
			/>
			<AsTable
				caption="Incidents by severity"
				head={["Severity", "Now", "Before"]}
				rows={SEVERITIES.map((severity) => [severity, now()[severity], before()[severity]])}
			/>
		</Part>
	);
}
