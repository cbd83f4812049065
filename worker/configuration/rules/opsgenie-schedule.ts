/** A rotation of Opsgenie's REST API as a schedule of ours: there, all rotations of a schedule are on call at once. */
import type { Layer, Restriction } from "../../oncall/rules/schedule.ts";
import { type Entry, isEntry } from "./entry.ts";
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
	wallClockAt,
	windowsOf,
} from "./import-schedule.ts";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const EVERY_DAY = DAYS.map((_, i) => i + 1);
const UNITS: Record<string, Layer["rotation"]["unit"]> = { hourly: "hour", daily: "day", weekly: "week" };

/** The rotation alone, with the overrides that concern it. Whom `personOf` does not know is left out, and told. */
export function readRotation(schedule: Entry, rotation: Entry, personOf: PersonOf): ReadSchedule {
	const timeZone = textOf(schedule.timezone);
	const doubts: string[] = [];
	const unit = UNITS[textOf(rotation.type)];
	const startsAt = instantOf(rotation.startDate);
	const overrides = listOf(schedule.overrides)
		.filter((override) => concerns(override, rotation))
		.flatMap((override) => readOverride(override, personOf, doubts));
	if (unit === undefined || Number.isNaN(startsAt)) {
		doubts.push(`Its turns are ${textOf(rotation.type)}, which does not exist here: it has no people yet.`);
		return { timeZone, layers: [], overrides, doubts };
	}
	const members = listOf(rotation.participants).map((member) =>
		member.type === "user" ? personOf(textOf(member.id)) : undefined,
	);
	const userIds = members.filter((one) => one !== undefined);
	if (userIds.length < members.length)
		doubts.push(
			"It has turns of a team, of an escalation, or of nobody, which do not exist here: they are left out.",
		);
	const ends = instantOf(rotation.endDate);
	const layer: Layer = {
		name: textOf(rotation.name) || "Rotation",
		userIds,
		rotation: {
			unit,
			length: Number(rotation.length) || 1,
			startsAt: wallClockAt(timeZone, startsAt),
			...(Number.isNaN(ends) ? {} : { endsAt: wallClockAt(timeZone, ends) }),
		},
		restrictions: restrictionsOf(rotation.timeRestriction),
	};
	return { timeZone, layers: [layer], overrides, doubts };
}

/** What Opsgenie itself worked out for this rotation, where the answer has its timeline. */
export function periodsOf(schedule: Entry, rotation: Entry, personOf: PersonOf): Stretch[] {
	const timeline = isEntry(schedule.timeline) ? schedule.timeline.finalTimeline : null;
	const rotations = isEntry(timeline) ? listOf(timeline.rotations) : [];
	const own = rotations.find(({ id }) => id === rotation.id);
	return listOf(own?.periods).map((period) => ({
		from: instantOf(period.startDate),
		to: instantOf(period.endDate),
		userId: (isEntry(period.recipient) && personOf(textOf(period.recipient.id))) || null,
	}));
}

/** An override that names no rotation is of all. */
function concerns(override: Entry, rotation: Entry): boolean {
	const named = listOf(override.rotations);
	return named.length === 0 || named.some(({ id }) => id === rotation.id);
}

function readOverride(override: Entry, personOf: PersonOf, doubts: string[]): ReadSchedule["overrides"] {
	const userId = isEntry(override.user) ? personOf(textOf(override.user.id)) : undefined;
	const [startsAt, endsAt] = [instantOf(override.startDate), instantOf(override.endDate)];
	if (userId === undefined) doubts.push("An override names somebody who is not in the file.");
	return userId === undefined || !(startsAt < endsAt) ? [] : [{ startsAt, endsAt, userId }];
}

function restrictionsOf(given: unknown): Restriction[] {
	if (!isEntry(given)) return [];
	if (given.type === "time-of-day" && isEntry(given.restriction)) {
		const [from, to] = [secondsOf(given.restriction, "start"), secondsOf(given.restriction, "end")];
		return [{ days: EVERY_DAY, from: clock(from), to: clock(to) }];
	}
	return listOf(given.restrictions).flatMap((one) => {
		const starts = DAYS.indexOf(textOf(one.startDay)) * DAY_SECONDS + secondsOf(one, "start");
		const ends = DAYS.indexOf(textOf(one.endDay)) * DAY_SECONDS + secondsOf(one, "end");
		// The same instant, a week later, is the whole week.
		return windowsOf(starts, ends > starts ? ends - starts : ends - starts + WEEK_SECONDS);
	});
}

const secondsOf = (restriction: Entry, edge: "start" | "end"): number =>
	Number(restriction[`${edge}Hour`]) * HOUR_SECONDS + (Number(restriction[`${edge}Min`]) || 0) * 60;
