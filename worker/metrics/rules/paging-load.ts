import type { IncidentFacts } from "./facts.ts";
import { DAYS_OF_WEEK, HOURS_OF_DAY, isNight } from "./week-hour.ts";

export interface PersonLoad {
	userId: string;
	count: number;
	night: number;
}

export interface PagingLoad {
	/** The most paged first. */
	people: PersonLoad[];
	/** Pages by weekday, Monday first, and hour, each in the zone of whom they went to. */
	hours: number[][];
}

/** Whom incidents paged, how often and when. Webhooks are no people. */
export function pagingLoad(incidents: readonly IncidentFacts[]): PagingLoad {
	const people = new Map<string, PersonLoad>();
	const hours = Array.from({ length: DAYS_OF_WEEK }, () => new Array<number>(HOURS_OF_DAY).fill(0));
	for (const { userId, weekHour } of incidents.flatMap(({ pages }) => pages)) {
		const person = people.get(userId) ?? { userId, count: 0, night: 0 };
		people.set(userId, person);
		person.count++;
		if (isNight(weekHour)) person.night++;
		const row = hours[Math.floor(weekHour / HOURS_OF_DAY)];
		if (row) row[weekHour % HOURS_OF_DAY] = (row[weekHour % HOURS_OF_DAY] ?? 0) + 1;
	}
	const ranked = [...people.values()].sort((a, b) => b.count - a.count || a.userId.localeCompare(b.userId));
	return { people: ranked, hours };
}
