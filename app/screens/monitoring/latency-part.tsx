import { createEffect, For, onCleanup, Show } from "solid-js";
import { AsTable } from "../../parts/as-table.tsx";
import { Loaded, Skeleton } from "../../parts/states.tsx";
import { Section } from "../../shell/screen.tsx";
import { api } from "../../state/api.ts";
import { ms } from "../../state/calendar.ts";
import { refreshing } from "../../state/refreshing.ts";
import { cached } from "../../state/resource.ts";
import type { Latency } from "../../state/wire.ts";
import { timeOfDay } from "../../state/words.ts";
import { regionName } from "./check-words.ts";
import { mostMs, timesOf } from "./latency-view.ts";

/** It reads a day of checks: seldom. */
const REFRESH_MS = 300_000;

/** How long it took to answer in a day: the middle and the slowest twentieth, a chart a region, all on one scale. */
export function LatencyPart(props: { monitorId: string }) {
	const path = `/monitors/${props.monitorId}/latency` as const;
	const latency = cached<Latency>(path, () => api("GET", path));
	refreshing(REFRESH_MS, latency.reload);
	return (
		<Section title="Latency" trail={<span>last 24 h</span>}>
			<Loaded quiet of={latency} what="the latency" bones={<Skeleton rows={1} height={220} />}>
				{(value) => (
					<div class="card">
						<Show
							when={value().regions.length > 0}
							fallback={<p class="sub">No answered checks in the last 24 h.</p>}
						>
							<div class="latency">
								<For each={value().regions}>{(region) => <RegionChart of={region} all={value()} />}</For>
							</div>
							<p class="dim">Solid: p50. Dashed: p95. A gap: no answered checks.</p>
							<AsTable caption="Latency by region" head={headOf(value())} rows={rowsOf(value())} />
						</Show>
					</div>
				)}
			</Loaded>
		</Section>
	);
}

type RegionLatency = Latency["regions"][number];

function RegionChart(props: { of: RegionLatency; all: Latency }) {
	let box: HTMLDivElement | undefined;
	createEffect(() => {
		const { all, of } = props;
		let stop: (() => void) | null = null;
		let isGone = false;
		onCleanup(() => {
			isGone = true;
			stop?.();
		});
		const data = { times: timesOf(all), p50: of.p50, p95: of.p95, mostMs: mostMs(all) };
		void import("./latency-plot.ts").then(({ plotLatency }) => {
			if (box && !isGone) stop = plotLatency(box, data);
		});
	});
	const words = () => `p50 ${Math.round(props.of.p50Ms)} · p95 ${Math.round(props.of.p95Ms)} ms`;
	return (
		<figure>
			<figcaption>
				<span class="strong">{regionName(props.of.region)}</span>
				<br />
				<span class="dim figure">{words()}</span>
			</figcaption>
			<div
				class="chart"
				role="img"
				aria-label={`Latency, ${regionName(props.of.region)}: ${words()}`}
				ref={box}
			/>
		</figure>
	);
}

const headOf = ({ regions }: Latency): string[] => [
	"From",
	...regions.flatMap(({ region }) => [`${regionName(region)}, p50`, "p95"]),
];

const rowsOf = (all: Latency): (string | number)[][] =>
	timesOf(all).map((at, index) => [
		timeOfDay(at * 1_000 - (ms(all.to) - ms(all.from)) / all.buckets / 2),
		...all.regions.flatMap(({ p50, p95 }) => [p50[index] ?? "–", p95[index] ?? "–"]),
	]);
