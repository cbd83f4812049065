/** Draws latency with uPlot: a chunk of its own, fetched when there is a chart to draw. */
import uPlot from "uplot";
import { timeOfDay } from "../../state/words.ts";

const HEIGHT = 120;

export interface LatencyData {
	/** Seconds since the epoch. */
	times: number[];
	p50: (number | null)[];
	p95: (number | null)[];
	mostMs: number;
}

/** Draws into `box`, as wide as it is, in the colors of the theme. Answers how to stop. */
export function plotLatency(box: HTMLElement, data: LatencyData): () => void {
	let chart = draw(box, data);
	const sizes = new ResizeObserver(() => chart.setSize({ width: box.clientWidth, height: HEIGHT }));
	sizes.observe(box);
	const themes = new MutationObserver(() => {
		chart.destroy();
		chart = draw(box, data);
	});
	themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
	return () => {
		sizes.disconnect();
		themes.disconnect();
		chart.destroy();
	};
}

function draw(box: HTMLElement, { times, p50, p95, mostMs }: LatencyData): uPlot {
	const look = getComputedStyle(box);
	const color = (name: string) => look.getPropertyValue(name).trim();
	const axis = { stroke: color("--ink-3"), font: `12px ${color("--font")}`, ticks: { show: false } };
	const line = { points: { show: false }, spanGaps: false };
	const options: uPlot.Options = {
		width: box.clientWidth,
		height: HEIGHT,
		padding: [8, 20, 0, 0],
		legend: { show: false },
		cursor: { show: false },
		scales: { y: { range: [0, mostMs] } },
		axes: [
			{
				...axis,
				...{ size: 22, gap: 4, space: 80, grid: { show: false } },
				values: (_chart, places) => places.map((at) => timeOfDay(at * 1_000)),
			},
			{
				...axis,
				...{ size: 58, gap: 6, grid: { stroke: color("--line"), width: 1 } },
				splits: () => [0, mostMs / 2, mostMs],
				values: (_chart, places) => places.map((most, index) => (index === 2 ? `${most} ms` : String(most))),
			},
		],
		series: [
			{},
			{ ...line, label: "p50", stroke: color("--ink"), width: 1.6 },
			{ ...line, label: "p95", stroke: color("--ink-3"), width: 1.4, dash: [4, 4] },
		],
		bands: [{ series: [2, 1], fill: color("--raised") }],
	};
	return new uPlot(options, [times, p50, p95], box);
}
