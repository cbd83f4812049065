import type { MonitorState } from "./monitor.ts";

/** What a list that is read for trouble needs to know of a monitor. */
export interface Standing {
	id: string;
	name: string;
	state: MonitorState;
}

/** What is wrong first, what is not looked at last. */
const WORST_FIRST = [
	"down",
	"degraded",
	"unknown",
	"pending",
	"up",
	"maintenance",
	"paused",
] as const satisfies readonly MonitorState[];

/** Orders by state, the worst first, then by name without regard to capitals, then by id: no two are equal. */
export function byWorst(a: Standing, b: Standing): number {
	const rank = WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state);
	return rank || order(a.name.toLowerCase(), b.name.toLowerCase()) || order(a.id, b.id);
}

function order(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}

/** How many there are in each state, without those in which there is none. */
export function totalsOf(standings: readonly Standing[]): Partial<Record<MonitorState, number>> {
	const totals: Partial<Record<MonitorState, number>> = {};
	for (const { state } of standings) totals[state] = (totals[state] ?? 0) + 1;
	return totals;
}

/** At most `limit` after `place`, which need not be there any more; from the beginning for null. */
export function pageAfter(
	standings: readonly Standing[],
	place: Standing | null,
	limit: number,
): { page: Standing[]; more: boolean } {
	const sorted = [...standings].sort(byWorst);
	const rest = place ? sorted.filter((each) => byWorst(each, place) > 0) : sorted;
	return { page: rest.slice(0, limit), more: rest.length > limit };
}
