/** Who is on call on which day, from the shifts of every schedule. */
import { ms, onCalendar } from "../../state/calendar.ts";
import type { AgendaShift } from "../../state/wire.ts";
import { timeOfDay } from "../../state/words.ts";

export interface AgendaTurn {
	scheduleId: string;
	scheduleName: string;
	/** Null: nobody is on call then. */
	userId: string | null;
	userName: string | null;
	/** "all day", "until 09:00", "from 09:00", "09:00–17:00". */
	when: string;
}

export interface AgendaDay {
	/** Days since the epoch, on the reader's calendar. */
	day: number;
	/** "Today", "Tomorrow", "Sunday, Nov 29". */
	name: string;
	turns: AgendaTurn[];
}

/**
 * One entry for each of the next `count` days on the reader's calendar, today first, each with the turns that touch it:
 * by schedule, then by time. What is over today is left out. Empty days stay, so that a day is never missing.
 */
export function agendaOf(
	shifts: readonly AgendaShift[],
	now: number,
	count: number,
	zone?: string,
): AgendaDay[] {
	const today = onCalendar(now, zone)?.day ?? 0;
	const days = Array.from({ length: count }, (_, index) => ({
		...{ day: today + index, name: dayName(today + index, index), turns: [] as AgendaTurn[] },
	}));
	const sorted = shifts.toSorted(
		(a, b) => a.scheduleName.localeCompare(b.scheduleName) || ms(a.startsAt) - ms(b.startsAt),
	);
	for (const shift of sorted) {
		if (ms(shift.endsAt) <= now) continue;
		const first = onCalendar(shift.startsAt, zone)?.day ?? 0;
		// A shift that ends at midnight ends with the day before.
		const last = onCalendar(ms(shift.endsAt) - 1, zone)?.day ?? 0;
		for (const one of days)
			if (one.day >= first && one.day <= last)
				one.turns.push(turnOf(shift, one.day === first && ms(shift.startsAt) > now, one.day === last, zone));
	}
	return days;
}

function turnOf(shift: AgendaShift, begins: boolean, ends: boolean, zone?: string): AgendaTurn {
	const { scheduleId, scheduleName, userId, userName } = shift;
	const [from, to] = [timeOfDay(shift.startsAt, zone), timeOfDay(shift.endsAt, zone)];
	const isFrom = begins && from !== "00:00";
	const isTo = ends && to !== "00:00";
	const both = isFrom && isTo ? `${from}–${to}` : null;
	const when = both ?? (isFrom ? `from ${from}` : isTo ? `until ${to}` : "all day");
	return { scheduleId, scheduleName, userId, userName, when };
}

const DAY_MS = 86_400_000;

function dayName(day: number, index: number): string {
	if (index < 2) return index === 0 ? "Today" : "Tomorrow";
	const there = onCalendar(day * DAY_MS, "UTC");
	return there ? `${there.weekday}, ${there.month.slice(0, 3)} ${there.date}` : "";
}
