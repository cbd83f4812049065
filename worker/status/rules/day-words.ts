import { EN } from "./languages/en.ts";
import type { Words } from "./languages/words.ts";
import { lasting } from "./lengths.ts";
import { shortDay } from "./moments.ts";
import type { Day } from "./status-days.ts";

/** "Nov 12: down for 11 minutes": what a bar says to those who do not see it. */
export function dayText(day: Day, words: Words = EN): string {
	return words.bars.day(shortDay(day.at, words.tag), whatHappened(day, words));
}

function whatHappened(day: Day, words: Words): string {
	const { bars, statuses } = words;
	const { status, maintenanceMs } = day;
	if (status === "no_data") return bars.dayWithoutData;
	if (status === "under_maintenance")
		return maintenanceMs > 0 ? bars.maintenanceFor(lasting(maintenanceMs, words)) : bars.maintenance;
	const parts = [
		[day.downMs, bars.down],
		[day.partialMs, bars.partly],
		[day.degradedMs, bars.degraded],
	] as const;
	const told = parts.filter(([ms]) => ms > 0).map(([ms, say]) => say(lasting(ms, words)));
	if (told.length > 0) return told.join(", ");
	return status === "operational" ? bars.noOutages : statuses[status];
}

/** Since when the bars tell, and what counts: "Since Nov 12. A partial outage counts as half of its time, …" */
export function sinceText(bars: Day[], words: Words): string {
	const first = bars.find(({ status }) => status !== "no_data");
	return first ? words.bars.since(shortDay(first.at, words.tag)) : `${words.bars.noData}${words.stop}`;
}
