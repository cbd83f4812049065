import { z } from "@hono/zod-openapi";
import { crud, cursor, endpoint, limit, listOf } from "../../platform/contract/endpoint.ts";
import {
	clockTime,
	id,
	instant,
	instantOut,
	line,
	teamId,
	timeZone,
	wallClock,
	weekDays,
} from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import { ROTATION_UNITS } from "../rules/schedule.ts";

const LONGEST_SPAN_MS = 366 * 86_400_000;
const LONGEST_AGENDA_MS = 31 * 86_400_000;

const restriction = z.strictObject({ days: weekDays, from: clockTime, to: clockTime });

const layer = z
	.strictObject({
		name: line().default("Rotation"),
		userIds: z.array(id("user")).max(200),
		rotation: z.strictObject({
			unit: z.enum(ROTATION_UNITS),
			length: z.int().min(1).max(1_000),
			startsAt: wallClock,
		}),
		restrictions: z.array(restriction).max(50).default([]),
	})
	.openapi("Layer", {
		description: "A later layer wins; `startsAt` is wall-clock time in the schedule's zone",
	});

const fields = { name: line(), timeZone, layers: z.array(layer).max(20), teamId };

export const scheduleIn = z
	.strictObject({ ...fields, layers: fields.layers.default([]), teamId: teamId.default(null) })
	.openapi("NewSchedule");
export const schedulePatch = z.strictObject(fields).partial().openapi("SchedulePatch");
export const scheduleOut = z.object({ ...storedOut("schedule"), ...fields }).openapi("Schedule");

const overrideFields = {
	startsAt: instant,
	endsAt: instant,
	userId: id("user").nullable(),
	replacesUserId: id("user").nullable(),
};

/** That it ends after it starts is checked where the whole of it is known. */
export const overrideIn = z
	.strictObject({ ...overrideFields, replacesUserId: overrideFields.replacesUserId.default(null) })
	.openapi("NewOverride");
export const overridePatch = z.strictObject(overrideFields).partial().openapi("OverridePatch");
export const overrideOut = z
	.object({
		...storedOut("override"),
		scheduleId: z.string(),
		startsAt: instantOut,
		endsAt: instantOut,
		userId: z.string().nullable(),
		replacesUserId: z.string().nullable(),
	})
	.openapi("Override");

export const shiftOut = z
	.object({ startsAt: instantOut, endsAt: instantOut, userId: z.string().nullable(), source: z.string() })
	.openapi("Shift");

export const agendaShiftOut = z
	.object({
		scheduleId: z.string(),
		scheduleName: z.string(),
		userId: z.string().nullable(),
		userName: z.string().nullable(),
		startsAt: instantOut,
		endsAt: instantOut,
		source: z.string(),
	})
	.openapi("AgendaShift");

export const onCallOut = z
	.object({
		scheduleId: z.string(),
		scheduleName: z.string(),
		userId: z.string().nullable(),
		userName: z.string().nullable(),
		startsAt: instantOut,
		endsAt: instantOut,
		source: z.string(),
	})
	.openapi("OnCall");

/** All of it unless `limit` asks for less. */
const part = { limit: limit.unwrap().optional(), cursor };

const span = z
	.strictObject({ from: instant, to: instant, ...part })
	.refine((q) => q.to > q.from, { path: ["to"], message: "must be after from" })
	.refine((q) => q.to - q.from <= LONGEST_SPAN_MS, {
		path: ["to"],
		message: "must be within a year of from",
	});

/** Of all schedules at once: shorter, since each of them is worked out hand-off by hand-off. */
const agendaSpan = z
	.strictObject({ from: instant, to: instant, ...part })
	.refine((q) => q.to > q.from, { path: ["to"], message: "must be after from" })
	.refine((q) => q.to - q.from <= LONGEST_AGENDA_MS, { path: ["to"], message: "at most 31 days after from" });

export const scheduleCalls = {
	...crud({
		path: "/api/v1/schedules",
		one: "schedule",
		many: "schedules",
		kind: "schedule",
		parents: {},
		filters: {},
		ofTeam: true,
		create: scheduleIn,
		patch: schedulePatch,
		out: scheduleOut,
	}),
	shifts: endpoint("get /api/v1/schedules/{id}/shifts", {
		tag: "schedules",
		summary: "List final shifts in a time range; gaps have no user",
		ids: { id: "schedule" },
		query: span,
		answer: listOf(shiftOut),
	}),
	agenda: endpoint("get /api/v1/shifts", {
		tag: "schedules",
		summary: "Final shifts of every schedule, one schedule after the other; a gap has no user",
		ids: {},
		query: agendaSpan,
		answer: listOf(agendaShiftOut),
	}),
	onCall: endpoint("get /api/v1/on-call", {
		tag: "schedules",
		summary: "Get who is on call now, or at `at`",
		ids: {},
		query: z.strictObject({ at: instant.optional(), scheduleId: id("schedule").optional(), ...part }),
		answer: listOf(onCallOut),
	}),
};

export const overrideCalls = crud({
	path: "/api/v1/schedules/{scheduleId}/overrides",
	one: "override",
	many: "overrides",
	kind: "override",
	parents: { scheduleId: "schedule" },
	filters: {},
	// Whoever can help may take a shift over, whatever team they are in.
	writeRole: "responder",
	scope: "configure",
	create: overrideIn,
	patch: overridePatch,
	out: overrideOut,
});
