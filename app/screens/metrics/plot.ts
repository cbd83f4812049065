/** The one file that knows uPlot: a chunk of its own, fetched when there is a chart to draw. */
import uPlot from "uplot";
import type { Bucket } from "./buckets.ts";

const HEIGHT = 180;
const AXIS = 22;
const COLORS = ["--p1", "--p2", "--p3", "--p4"];
const NAMES = ["P1", "P2", "P3", "P4"];

/** Draws bars of severities on each other into `box`, as wide as it is, in the colors of the theme. Answers how to stop. */
export function plot(box: HTMLElement, buckets: readonly Bucket[]): () => void {
	let chart = draw(box, buckets);
	const again = () => {
		chart.destroy();
		chart = draw(box, buckets);
	};
	const sizes = new ResizeObserver(() => chart.setSize({ width: box.clientWidth, height: HEIGHT }));
	sizes.observe(box);
	const themes = new MutationObserver(again);
	themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
	return () => {
		sizes.disconnect();
		themes.disconnect();
		chart.destroy();
	};
}

function draw(box: HTMLElement, buckets: readonly Bucket[]): uPlot {
	const look = getComputedStyle(box);
	const color = (name: string) => look.getPropertyValue(name).trim();
	const font = `12px ${color("--font")}`;
	const axis = { stroke: color("--ink-3"), font, ticks: { show: false } };
	const bars = uPlot.paths.bars?.({ size: [0.72, 48], radius: 0 });
	const options: uPlot.Options = {
		width: box.clientWidth,
		height: HEIGHT,
		padding: [8, 16, 0, 0],
		legend: { show: false },
		cursor: { show: false },
		scales: {
			x: { time: false, range: () => [-0.5, Math.max(buckets.length - 0.5, 0.5)] },
			y: { range: (_chart, _min, max) => [0, Math.max(max, 1)] },
		},
		axes: [
			{
				...axis,
				size: AXIS,
				gap: 4,
				grid: { show: false },
				incrs: [1, 2, 5, 7, 10, 14, 28],
				space: 64,
				values: (_chart, places) => places.map((place) => buckets[place]?.label.replace(/,.*/, "") ?? ""),
			},
			{
				...axis,
				size: 32,
				gap: 6,
				incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500],
				grid: { stroke: color("--line"), width: 1 },
			},
		],
		series: [
			{},
			// The whole stack first: what is drawn later stands before it.
			...COLORS.map((name, index) => ({
				label: NAMES[index],
				fill: color(name),
				width: 0,
				paths: bars,
				points: { show: false },
			})).reverse(),
		],
	};
	return new uPlot(options, stacked(buckets), box);
}

/** Places, then for P4 down to P1 how high the stack is with it; P1 stands at the bottom. */
function stacked(buckets: readonly Bucket[]): uPlot.AlignedData {
	const upTo = (last: number) =>
		buckets.map(({ counts }) => counts.slice(0, last + 1).reduce((sum, count) => sum + count, 0));
	return [buckets.map((_, place) => place), upTo(3), upTo(2), upTo(1), upTo(0)];
}
