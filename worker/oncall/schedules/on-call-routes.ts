import { Hono } from "hono";
import { schedulesWithOverrides } from "../../../db/oncall/schedules.ts";
import { userNames } from "../../../db/people/users.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import { partOf } from "../../platform/http/part-of.ts";
import { days, toWire } from "../../platform/rules/time.ts";
import { onCallAt, shiftsBetween } from "../rules/rotation.ts";
import type { Schedule, Shift } from "../rules/schedule.ts";
import { scheduleCalls } from "./contract.ts";

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
	return partOf(c, items, query);
});

handle(onCallRoutes, scheduleCalls.agenda, async (c, { query }) => {
	const [schedules, names] = await Promise.all([
		schedulesWithOverrides(c.env.DB, query.from),
		userNames(c.env.DB),
	]);
	const items = schedules.flatMap((schedule) =>
		shiftsBetween(schedule, query.from, query.to).map((shift) => turnWire(schedule, shift, names)),
	);
	return partOf(c, items, query);
});

handle(onCallRoutes, scheduleCalls.onCall, async (c, { query }) => {
	const at = query.at ?? Date.now();
	const [schedules, names] = await Promise.all([
		schedulesWithOverrides(c.env.DB, at - LOOK_BACK_MS, query.scheduleId),
		userNames(c.env.DB),
	]);
	const items = schedules.map((schedule) => turnWire(schedule, onCallAt(schedule, at), names));
	return partOf(c, items, query);
});

function turnWire(schedule: Schedule, shift: Shift, names: Map<string, string>) {
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
