import { For, Show } from "solid-js";
import type { MetricsWire } from "../../../worker/metrics/contract.ts";
import { leftOutWords, longWords, trendWords } from "./figure-words.ts";

const FOUR = [
	{ name: "mttd", title: "Time to detect", short: "MTTD" },
	{ name: "mtta", title: "Time to acknowledge", short: "MTTA" },
	{ name: "mttr", title: "Time to resolve", short: "MTTR" },
	{ name: "mttf", title: "Time between failures", short: "MTTF" },
] as const;

/** The four figures, each with its median first: a mean alone is one bad night. */
export function Figures(props: { of: MetricsWire }) {
	return (
		<div class="figures">
			<For each={FOUR}>{(one) => <FigureCard {...one} of={props.of} />}</For>
		</div>
	);
}

function FigureCard(props: (typeof FOUR)[number] & { of: MetricsWire }) {
	const now = () => props.of[props.name];
	const before = () => props.of.before[props.name];
	return (
		<section class="card figure-card">
			<h2 class="strong">
				{props.title} <abbr class="dim">{props.short}</abbr>
			</h2>
			<p>
				<span class="huge">{longWords(now().medianMs)}</span> <span class="dim">median</span>
			</p>
			<table>
				<thead>
					<tr>
						<td />
						<th scope="col">Now</th>
						<th scope="col">Before</th>
					</tr>
				</thead>
				<tbody>
					<Line name="Median" now={longWords(now().medianMs)} before={longWords(before().medianMs)} />
					<Line name="Mean" now={longWords(now().meanMs)} before={longWords(before().meanMs)} />
					<Line name="9 of 10 within" now={longWords(now().p90Ms)} before={longWords(before().p90Ms)} />
					<Line name="Count" now={String(now().count)} before={String(before().count)} />
				</tbody>
			</table>
			<Show when={trendWords(now(), before())}>{(words) => <p class="sub">{words()}</p>}</Show>
			<p class="dim">
				{now().definition} {leftOutWords(now().leftOut)}
			</p>
		</section>
	);
}

function Line(props: { name: string; now: string; before: string }) {
	return (
		<tr>
			<th scope="row">{props.name}</th>
			<td>{props.now}</td>
			<td>{props.before}</td>
		</tr>
	);
}
