import { eventually } from "../support/wait.ts";
import { figure, onFresh, type Place } from "./alert-rig.ts";
import { atRate } from "./flood.ts";
import { type Figure, percentile } from "./measure.ts";

const OPEN = 500;
const PER_SECOND = 25;
const AFTER_SECONDS = 30;
const WITHIN_MS = 120_000;

/** With many incidents open that nobody answers: how late level 2 is paged, against the page of level 1. */
export function benchLate(): Promise<Figure[]> {
	return onFresh(lateFigures, AFTER_SECONDS);
}

async function lateFigures({ launched, pager, keys }: Place): Promise<Figure[]> {
	const { ana, bo } = pager.arrivedAt;
	const sent = await atRate(
		{ port: launched.port, keys, name: "late" },
		PER_SECOND,
		(OPEN * 1_000) / PER_SECOND,
	);
	await eventually("every page of level 2", () => bo!.size >= sent.length, WITHIN_MS, 200);
	const late = sent.map(({ title }) => bo!.get(title)! - ana!.get(title)! - AFTER_SECONDS * 1_000);
	const told = `${sent.length} open, level 2 late:`;
	return [
		figure("late_p50", `${told} p50`, percentile(late, 0.5), "ms"),
		figure("late_p99", `${told} p99`, percentile(late, 0.99), "ms", { atMost: 250 }),
	];
}
