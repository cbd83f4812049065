import { type Context, Hono } from "hono";
import {
	type CalendarRow,
	calendarRows,
	calendarsOf,
	scheduleOfCalendar,
} from "../../../db/oncall/calendars.ts";
import { schedulesWithOverrides } from "../../../db/oncall/schedules.ts";
import { userNames } from "../../../db/people/users.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import { createOne, newStored, type Resource, removeOne } from "../../platform/http/resource.ts";
import { isThere } from "../../platform/http/there.ts";
import { days } from "../../platform/rules/time.ts";
import { publicUrl } from "../../platform/settings.ts";
import { randomSecret, sha256Hex } from "../../platform/vault/digest.ts";
import { seal, unseal } from "../../platform/vault/seal.ts";
import { shiftsBetween } from "../rules/rotation.ts";
import { calendarCalls, calendarOut } from "./contract.ts";
import { shiftCalendar } from "./shift-calendar.ts";

/** What calendars show: last month, and half a year ahead. */
const BACK_MS = days(31);
const AHEAD_MS = days(183);

const calendars: Resource<CalendarRow> = {
	kind: "calendar",
	rows: calendarRows,
	plain: wireOf(calendarOut),
};

/** A schedule as a calendar, behind an address that is its only credential. */
export const calendarRoutes = new Hono<AppEnv>();

handle(calendarRoutes, calendarCalls.create, async (c, { ids }) => {
	if (!(await isThere(c, { scheduleId: "schedule" }, ids))) return notFound(c);
	const [known] = (await calendarRows.list(c.env.DB, { limit: 1, after: null }, calendarsOf(ids.scheduleId)))
		.rows;
	if (known) {
		const url = addressOf(c, await unseal(c.env, known.id, known.token));
		return c.json({ ...calendars.plain(known), url }, 201);
	}
	const stored = newStored("calendar");
	const token = randomSecret("");
	const row = {
		...stored,
		scheduleId: ids.scheduleId,
		token: await seal(c.env, stored.id, token),
		tokenHash: await sha256Hex(token),
	};
	return createOne(c, calendars, row, { secrets: { url: addressOf(c, token) } });
});

handle(calendarRoutes, calendarCalls.remove, async (c, { ids }) => {
	if (!(await isThere(c, { scheduleId: "schedule" }, ids))) return notFound(c);
	// Two who ask at the same moment may both have made one.
	const { rows } = await calendarRows.list(
		c.env.DB,
		{ limit: 200, after: null },
		calendarsOf(ids.scheduleId),
	);
	for (const { id } of rows) {
		const answer = await removeOne(c, calendars, id);
		if (!answer.ok && answer.status !== 404) return answer;
	}
	return rows.length > 0 ? c.body(null, 204) : notFound(c);
});

calendarRoutes.get("/schedules/:file{.+\\.ics}", async (c) => {
	const token = c.req.param("file").slice(0, -".ics".length);
	const scheduleId = await scheduleOfCalendar(c.env.DB, await sha256Hex(token));
	if (scheduleId === null) return notFound(c);
	const now = Date.now();
	const from = now - BACK_MS;
	const [[schedule], names] = await Promise.all([
		schedulesWithOverrides(c.env.DB, from, scheduleId),
		userNames(c.env.DB),
	]);
	if (!schedule) return notFound(c);
	const shifts = shiftsBetween(schedule, from, now + AHEAD_MS);
	return c.body(shiftCalendar({ schedule, shifts, names, now }), 200, {
		"content-type": "text/calendar; charset=utf-8",
		"content-disposition": 'inline; filename="on-call.ics"',
		"cache-control": "private, max-age=300",
		"referrer-policy": "no-referrer",
		"x-robots-tag": "noindex",
	});
});

const addressOf = (c: Context<AppEnv>, token: string): string =>
	`${publicUrl(c.env, c.req.url)}/schedules/${token}.ics`;
