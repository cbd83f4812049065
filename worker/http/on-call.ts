import { Hono } from "hono";
import { schedulesWithOverrides } from "../../db/schedules.ts";
import { userNames } from "../../db/users.ts";
import { scheduleCalls } from "../contract/schedules.ts";
import { onCallAt, type Schedule, shiftsBetween } from "../core/rotation.ts";
import { days, type Instant, toWire } from "../core/time.ts";
import type { AppEnv } from "./app-env.ts";
import { handle } from "./handle.ts";
import { notFound } from "./input.ts";

// A shift that runs now began at most this long ago, as far as overrides before it matter.
const LOOK_BACK_MS = days(31);

export const onCallRoutes = new Hono<AppEnv>();

handle(onCallRoutes, scheduleCalls.shifts, async (c, { ids, query }) => {
	const [schedule] = await schedulesWithOverrides(c.env.DB, query.from, ids.id);
	if (!schedule) return notFound(c);
	const items = shiftsBetween(schedule, query.from, query.to).map(({ startsAt, endsAt, userId, source }) => ({
		startsAt: toWire(startsAt),
		endsAt: toWire(endsAt),
		userId,
		source,
	}));
	return c.json({ items, nextCursor: null });
});

handle(onCallRoutes, scheduleCalls.onCall, async (c, { query }) => {
	const at = query.at ?? Date.now();
	const [schedules, names] = await Promise.all([
		schedulesWithOverrides(c.env.DB, at - LOOK_BACK_MS, query.scheduleId),
		userNames(c.env.DB),
	]);
	const items = schedules.map((schedule) => dutyWire(schedule, at, names));
	return c.json({ items, nextCursor: null });
});

function dutyWire(schedule: Schedule, at: Instant, names: Map<string, string>) {
	const shift = onCallAt(schedule, at);
	return {
		scheduleId: schedule.id,
		scheduleName: schedule.name,
		userId: shift.userId,
		userName: shift.userId === null ? null : (names.get(shift.userId) ?? null),
		startsAt: toWire(shift.startsAt),
		endsAt: toWire(shift.endsAt),
		source: shift.source,
	};
}
