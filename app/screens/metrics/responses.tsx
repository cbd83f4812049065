import { Show } from "solid-js";
import type { MetricsWire } from "../../../worker/metrics/contract.ts";
import { leftOutWords, longWords, percent, plural } from "./figure-words.ts";
import { AsTable, Bars, Part } from "./parts.tsx";

type Channel = MetricsWire["acknowledgements"]["channels"][number]["channel"];

const CHANNEL_WORDS: Record<Channel, string> = {
	...{ push: "Push", email: "Email", sms: "SMS", voice: "Voice call", slack: "Slack", discord: "Discord" },
	...{ teams: "Teams", telegram: "Telegram", ntfy: "ntfy", pushover: "Pushover", webhook: "Webhook" },
	...{ app: "In the app", api: "API token", integration: "Another tool" },
};

/** By what way people acknowledge, and how fast each way is. */
export function Acknowledgements(props: { of: MetricsWire }) {
	const of = () => props.of.acknowledgements;
	const before = () =>
		new Map(props.of.before.acknowledgements.channels.map(({ channel, count }) => [channel, count]));
	const first = () => of().channels[0];
	const said = () => {
		const most = first();
		if (!most) return "No incident was acknowledged.";
		return `${CHANNEL_WORDS[most.channel]}: ${most.count} of ${of().count} acknowledgements.`;
	};
	return (
		<Part title="Acknowledged by" said={said()} definition={about(of())}>
			<Show when={first()}>
				<Bars
					label="Acknowledgements by how they came"
					of={of().channels.map((one) => ({
						name: CHANNEL_WORDS[one.channel],
						value: one.count,
						said: longWords(one.medianMs),
					}))}
				/>
				<AsTable
					caption="Acknowledgements by how they came"
					head={["Way", "Count", "Before", "Median", "Mean", "9 of 10"]}
					rows={of().channels.map((one) => [
						...[CHANNEL_WORDS[one.channel], one.count, before().get(one.channel) ?? 0],
						...[longWords(one.medianMs), longWords(one.meanMs), longWords(one.p90Ms)],
					])}
				/>
			</Show>
		</Part>
	);
}

/** How long the public waited for the next word. */
export function UpdateIntervals(props: { of: MetricsWire }) {
	const of = () => props.of.updateIntervals;
	const before = () => props.of.before.updateIntervals;
	const said = () => {
		const { count, medianMs, policy } = of();
		if (count === 0) return "The public waited for nothing.";
		const kept = policy.count === 0 ? "" : ` ${policy.within} of ${policy.count} waits were within policy.`;
		return `${longWords(medianMs)} at the median.${kept}`;
	};
	const row = (name: string, one: MetricsWire["before"]["updateIntervals"]) => [
		...[name, one.count, longWords(one.medianMs), longWords(one.meanMs), longWords(one.p90Ms)],
		percent(one.policy.share),
	];
	return (
		<Part title="Time between public updates" said={said()} definition={about(of())}>
			<AsTable
				caption="Time between public updates"
				head={["Period", "Count", "Median", "Mean", "9 of 10", "Within policy"]}
				rows={[row("Now", of()), row("Before", before())]}
			/>
		</Part>
	);
}

/** MTTR of incidents with a runbook, and of the others. */
export function Runbooks(props: { of: MetricsWire }) {
	const of = () => props.of.runbooks;
	const said = () => {
		const { with: one, without } = of();
		if (one.count === 0) return "No resolved incident had a runbook.";
		const other = without.count === 0 ? "" : `, ${longWords(without.medianMs)} without`;
		return `${longWords(one.medianMs)} to resolve with a runbook${other}, at the median.`;
	};
	const rows = () =>
		(["with", "without"] as const).map((which) => {
			const { count, medianMs, meanMs, p90Ms } = of()[which];
			const name = which === "with" ? "With" : "Without";
			return [name, count, longWords(medianMs), longWords(meanMs), longWords(p90Ms)];
		});
	return (
		<Part title="Runbooks" said={said()} definition={about(of())}>
			<AsTable
				caption="Time to resolve with and without a runbook"
				head={["Runbook", "Count", "Median", "Mean", "9 of 10"]}
				rows={rows()}
			/>
			<Show when={of().with.count > 0 && of().with.count < FEWEST}>
				<p class="sub">{plural(of().with.count, "incident")} with a runbook: too few to compare.</p>
			</Show>
		</Part>
	);
}

const FEWEST = 20;

/** What it means, and what it says nothing of. */
export const about = (one: { definition: string; leftOut: MetricsWire["reviews"]["leftOut"] }): string =>
	[one.definition, leftOutWords(one.leftOut)].filter(Boolean).join(" ");
