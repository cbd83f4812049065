/** A schedule in pictures: two rotations, one override, a gap, and a change of the clocks. */
import type { CoverRequest, Schedule, ScheduleView } from "../state/wire.ts";
import { ANA, BACKUP, BO, CHIDI, iso, PRIMARY } from "./cast.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;

const schedules = (at: number): Schedule[] =>
	[PRIMARY, BACKUP].map(({ id, name }) => ({
		...{ id, name, version: 3, createdAt: iso(at - 40 * DAY), updatedAt: iso(at - DAY) },
		...{ timeZone: "Europe/Stockholm", teamId: null },
		layers: [
			{
				name: "Weekly",
				userIds: [ANA.id, BO.id, CHIDI.id],
				rotation: { unit: "week", length: 1, startsAt: "2026-01-05T09:00" },
				restrictions: [],
			},
			{
				name: "Weekend days",
				userIds: [CHIDI.id],
				rotation: { unit: "week", length: 1, startsAt: "2026-01-05T08:00" },
				restrictions: [{ days: [6, 7], from: "08:00", to: "20:00" }],
			},
		],
	}));

/** What the server would work out of it, as far as pictures show it. */
function scheduleView(at: number): ScheduleView {
	const first = Math.floor(at / DAY) * DAY - 3 * DAY + 8 * HOUR;
	const people = [ANA.id, BO.id, CHIDI.id];
	const shift = (from: number, to: number, userId: string | null, source: string) => ({
		...{ startsAt: iso(from), endsAt: iso(to), userId, source },
	});
	const weekly = Array.from({ length: 9 }, (_, n) =>
		shift(first + n * 7 * DAY, first + (n + 1) * 7 * DAY, people[n % 3] ?? null, "Weekly"),
	);
	const [now, next, ...rest] = weekly;
	const gap = { startsAt: iso(first + 12 * DAY), endsAt: iso(first + 12.5 * DAY) };
	if (!now || !next) throw new Error("there are nine weeks");
	return {
		timeZone: "Europe/Stockholm",
		layers: [
			{ name: "Weekly", shifts: weekly },
			{
				name: "Weekend days",
				shifts: weekly.map((_, n) =>
					shift(first + (n * 7 + 3) * DAY, first + (n * 7 + 3.5) * DAY, CHIDI.id, ""),
				),
			},
		],
		overrides: [
			{
				...{ id: "ovr_01JBO", startsAt: iso(first + 9 * DAY), endsAt: iso(first + 10 * DAY) },
				...{ userId: CHIDI.id, replacesUserId: null },
			},
		],
		final: [
			now,
			{ ...next, endsAt: iso(first + 9 * DAY) },
			shift(first + 9 * DAY, first + 10 * DAY, CHIDI.id, "override"),
			shift(first + 10 * DAY, first + 12 * DAY, BO.id, "Weekly"),
			{ ...gap, userId: null, source: "gap" },
			shift(first + 12.5 * DAY, first + 14 * DAY, BO.id, "Weekly"),
			...rest,
		],
		gaps: [gap],
		clockChanges: [{ at: iso(first + 20 * DAY), byMinutes: -60 }],
	};
}

const cover = (at: number): CoverRequest => ({
	...{ id: "cov_01JBO", version: 1, createdAt: iso(at - HOUR), updatedAt: iso(at - HOUR) },
	...{ scheduleId: PRIMARY.id, startsAt: iso(at + 5 * DAY), endsAt: iso(at + 5 * DAY + 4 * HOUR) },
	...{ userId: BO.id, asked: { kind: "anyone", id: null }, note: "My sister’s wedding", state: "open" },
	...{ takenById: null, overrideId: null },
});

export const scheduleAnswers = (at: number, isEmpty: boolean): Record<string, unknown> => ({
	"GET /schedules": { items: isEmpty ? [] : schedules(at), nextCursor: null },
	"GET /schedules/sch_01JPRIMARY": schedules(at)[0],
	"GET /schedules/sch_01JPRIMARY/view": scheduleView(at),
	"POST /schedule-previews": scheduleView(at),
	"GET /cover-requests": { items: isEmpty ? [] : [cover(at)], nextCursor: null },
});
