import { Hono } from "hono";
import { schedulesWithOverrides } from "../../../db/oncall/schedules.ts";
import { userNames } from "../../../db/people/users.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError, notFound } from "../../platform/http/input.ts";
import { partOf } from "../../platform/http/part-of.ts";
import { invalid } from "../../platform/http/problems.ts";
import { days, type Instant, toWire } from "../../platform/rules/time.ts";
import { onCallAt, shiftsBetween } from "../rules/rotation.ts";
import type { Schedule, Shift } from "../rules/schedule.ts";
import { scheduleView } from "../rules/schedule-view.ts";
import { scheduleCalls } from "./contract.ts";

// A shift that runs now began at most this long ago, as far as overrides before it matter.
const LOOK_BACK_MS = days(31);

export const onCallRoutes = new Hono<AppEnv>();

handle(onCallRoutes, scheduleCalls.shifts, async (c, { ids, query }) => {
	const [schedule] = await schedulesWithOverrides(c.env.DB, query.from, ids.id);
	if (!schedule) return notFound(c);
	return partOf(c, shiftsBetween(schedule, query.from, query.to).map(shiftWire), query);
});

handle(onCallRoutes, scheduleCalls.view, async (c, { ids, query }) => {
	const [schedule] = await schedulesWithOverrides(c.env.DB, query.from, ids.id);
	return schedule ? c.json(viewWire(schedule, query.from, query.to)) : notFound(c);
});

handle(onCallRoutes, scheduleCalls.preview, async (c, { body }) => {
	const { scheduleId, timeZone, layers, from, to } = body;
	const [saved] = scheduleId === null ? [] : await schedulesWithOverrides(c.env.DB, from, scheduleId);
	if (scheduleId !== null && !saved)
		return invalid(c, [fieldError("/scheduleId", "there is no such schedule")]);
	const draft = { id: scheduleId ?? "", name: "", timeZone, layers, overrides: saved?.overrides ?? [] };
	return c.json(viewWire(draft, from, to));
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

function shiftWire({ startsAt, endsAt, userId, source }: Shift) {
	return { startsAt: toWire(startsAt), endsAt: toWire(endsAt), userId, source };
}

function viewWire(schedule: Schedule, from: Instant, to: Instant) {
	const view = scheduleView(schedule, from, to);
	const span = (of: { startsAt: Instant; endsAt: Instant }) => ({
		startsAt: toWire(of.startsAt),
		endsAt: toWire(of.endsAt),
	});
	return {
		timeZone: schedule.timeZone,
		layers: view.layers.map(({ name, shifts }) => ({ name, shifts: shifts.map(shiftWire) })),
		overrides: view.overrides.map(({ id, userId, replacesUserId, ...of }) => ({
			...{ id, ...span(of), userId, replacesUserId },
		})),
		final: view.final.map(shiftWire),
		gaps: view.gaps.map(span),
		clockChanges: view.clockChanges.map(({ at, byMinutes }) => ({ at: toWire(at), byMinutes })),
	};
}

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
