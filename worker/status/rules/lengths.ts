/** Lengths of time as the public page tells them. */
import { days, hours, minutes, seconds } from "../../platform/rules/time.ts";
import { EN } from "./languages/en.ts";
import { agoIn, counted, joined, type Unit } from "./languages/formats.ts";
import type { Words } from "./languages/words.ts";

/** Outages are told in minutes: "less than a minute", "11 minutes", "1 hour 5 minutes", "2 days 3 hours". Rounded down. */
export function lasting(ms: number, { tag, bars }: Words = EN): string {
	if (ms < minutes(1)) return bars.lessThanMinute;
	const [unit, smaller] = unitsOf(ms);
	const first = counted(Math.floor(ms / LONG[unit]), unit, tag);
	const rest = smaller ? Math.floor((ms % LONG[unit]) / LONG[smaller]) : 0;
	return smaller && rest > 0 ? joined([first, counted(rest, smaller, tag)], tag) : first;
}

/** "24 seconds ago", "1 hour ago": the greatest unit alone, rounded down, since the time stands beside it. */
export function ago(ms: number, tag: string): string {
	const [unit] = unitsOf(ms);
	return agoIn(Math.floor(ms / LONG[unit]), unit, tag);
}

const LONG: Record<Unit, number> = { second: seconds(1), minute: minutes(1), hour: hours(1), day: days(1) };

/** In which it is told; null: nothing smaller is. */
function unitsOf(ms: number): [Unit, Unit | null] {
	if (ms < minutes(1)) return ["second", null];
	if (ms < hours(1)) return ["minute", null];
	return ms < days(1) ? ["hour", "minute"] : ["day", "hour"];
}
