/** A schedule of Grafana OnCall's HTTP API, with the shifts that it names, as one of ours. */
import type { Layer, Restriction } from "../../oncall/rules/schedule.ts";
import { firstInstantOf, readingOf } from "../../platform/rules/wall-clock.ts";
import type { Entry } from "./entry.ts";
import { listOf, textOf } from "./import-report.ts";
import {
	clock,
	DAY_SECONDS,
	HOUR_SECONDS,
	instantOf,
	type PersonOf,
	type ReadSchedule,
	type Stretch,
	WEEK_SECONDS,
	wallClock,
	windowsOf,
} from "./import-schedule.ts";

const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const EVERY_DAY = DAYS.map((_, i) => i + 1);
const UNITS: Record<string, { unit: Layer["rotation"]["unit"]; seconds: number }> = {
	hourly: { unit: "hour", seconds: HOUR_SECONDS },
	daily: { unit: "day", seconds: DAY_SECONDS },
	weekly: { unit: "week", seconds: WEEK_SECONDS },
};

/** `shifts` are those of the schedule. Whom `personOf` does not know is left out, and told. */
export function readGrafanaSchedule(schedule: Entry, shifts: Entry[], personOf: PersonOf): ReadSchedule {
	const timeZone = textOf(schedule.time_zone) || "UTC";
	const read: ReadSchedule = { timeZone, layers: [], overrides: [], doubts: [] };
	if (schedule.type === "ical")
		read.doubts.push("Its shifts come from a calendar, which is not read: it has no people yet.");
	// Of two shifts at once the higher level wins; here it is the later layer.
	for (const shift of shifts.toSorted((a, b) => levelOf(a) - levelOf(b))) readShift(shift, personOf, read);
	return read;
}

const levelOf = (shift: Entry): number => Number(shift.level) || 0;

/** What Grafana OnCall itself worked out (`/schedules/{id}/final_shifts`), where the answer has it. */
export function finalShiftsOf(schedule: Entry, personOf: PersonOf): Stretch[] {
	return listOf(schedule.final_shifts).map((shift) => ({
		from: instantOf(shift.shift_start),
		to: instantOf(shift.shift_end),
		userId: personOf(textOf(shift.user_pk)) ?? null,
	}));
}

function readShift(shift: Entry, personOf: PersonOf, read: ReadSchedule): void {
	const name = textOf(shift.name) || "Shift";
	const zone = textOf(shift.time_zone) || read.timeZone;
	const starts = readingOf(textOf(shift.start));
	const seconds = Number(shift.duration);
	const doubt = (why: string) => void read.doubts.push(`The shift ${name} ${why}`);
	if (zone !== read.timeZone)
		return doubt(`is in ${zone}, which is not the zone of its schedule: it is left out.`);
	if (Number.isNaN(starts) || !(seconds > 0)) return doubt("has no beginning or no length: it is left out.");
	const groups = shift.type === "rolling_users" ? groupsOf(shift) : [idsIn(shift.users)];
	const userIds = groups.map(([first = ""]) => personOf(first)).filter((one) => one !== undefined);
	if (groups.some((group) => group.length > 1))
		doubt("has several people at once: here the first of them is on call.");
	if (userIds.length < groups.length) doubt("names somebody who is not in the file.");
	if (shift.type === "single_event" || shift.type === "override") {
		const [startsAt, endsAt] = [starts, starts + seconds * 1_000].map((at) => firstInstantOf(zone, at));
		const [userId] = userIds;
		if (userId !== undefined && startsAt !== undefined && endsAt !== undefined)
			read.overrides.push({ startsAt, endsAt, userId });
		return;
	}
	const turn = UNITS[textOf(shift.frequency)];
	const rotates = readingOf(textOf(shift.rotation_start) || textOf(shift.start));
	if (!turn) return doubt(`comes ${textOf(shift.frequency)}, which does not exist here: it is left out.`);
	if (rotates !== starts) doubt("begins its turns later than its first shift.");
	const length = Number(shift.interval) || 1;
	const restrictions = restrictionsOf(shift, starts, seconds, turn.seconds * length);
	if (restrictions === null) return doubt("leaves whole days out within a turn: it is left out.");
	const until = readingOf(textOf(shift.until).replace(/Z$/, ""));
	const endsAt = Number.isNaN(until) ? {} : { endsAt: wallClock(until) };
	const rotation = { unit: turn.unit, length, startsAt: wallClock(beginOf(shift, starts)), ...endsAt };
	read.layers.push({ name, userIds, rotation, restrictions });
}

/** From the person on who is the first by the shift's own word. */
function groupsOf(shift: Entry): string[][] {
	const groups = Array.isArray(shift.rolling_users) ? shift.rolling_users.map(idsIn) : [];
	const first = Number(shift.start_rotation_from_user_index) || 0;
	return [...groups.slice(first), ...groups.slice(0, first)];
}

const idsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf) : []);

/** People change with the week where its days are named, whatever the day of the first shift. */
function beginOf(shift: Entry, starts: number): number {
	if (idsIn(shift.by_day).length === 0) return starts;
	const weekStart = Math.max(0, DAYS.indexOf(textOf(shift.week_start)));
	const day = (new Date(starts).getUTCDay() + 6) % 7;
	return (
		Math.floor(starts / (DAY_SECONDS * 1_000)) * DAY_SECONDS * 1_000 -
		((day - weekStart + 7) % 7) * DAY_SECONDS * 1_000
	);
}

/** When in a turn somebody is on call; null where no windows of a week can say it. */
function restrictionsOf(shift: Entry, starts: number, seconds: number, turn: number): Restriction[] | null {
	const days = idsIn(shift.by_day)
		.map((day) => DAYS.indexOf(day))
		.filter((day) => day >= 0);
	const ofDay = Math.floor((starts / 1_000) % DAY_SECONDS);
	if (days.length > 0) return days.flatMap((day) => windowsOf(day * DAY_SECONDS + ofDay, seconds));
	if (seconds >= turn) return [];
	if (turn === DAY_SECONDS) return [{ days: EVERY_DAY, from: clock(ofDay), to: clock(ofDay + seconds) }];
	const weekday = (new Date(starts).getUTCDay() + 6) % 7;
	return turn === WEEK_SECONDS ? windowsOf(weekday * DAY_SECONDS + ofDay, seconds) : null;
}
