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

const membership = z
	.strictObject({
		userId: id("user"),
		from: wallClock.nullable().optional(),
		until: wallClock.nullable().optional(),
	})
	.refine(({ from, until }) => !from || !until || from < until, {
		path: ["until"],
		message: "must be after from",
	});

const layer = z
	.strictObject({
		name: line().default("Rotation"),
		userIds: z.array(id("user")).max(200),
		memberships: z
			.array(membership)
			.max(200)
			.refine(
				(all) => new Set(all.map(({ userId }) => userId)).size === all.length,
				"must name each person once",
			)
			.optional(),
		rotation: z.strictObject({
			unit: z.enum(ROTATION_UNITS),
			length: z.int().min(1).max(1_000),
			startsAt: wallClock,
			endsAt: wallClock.nullable().optional(),
		}),
		restrictions: z.array(restriction).max(50).default([]),
	})
	.superRefine(({ userIds, memberships }, context) => {
		for (const [n, { userId }] of (memberships ?? []).entries())
			if (!userIds.includes(userId))
				context.addIssue({
					code: "custom",
					path: ["memberships", n, "userId"],
					message: "must be one of userIds",
				});
	})
	.openapi("Layer", {
		description:
			"`memberships` say from when on, and until when, somebody of `userIds` takes turns. At each hand-off the rotation counts as if all who are there then had been there from `startsAt` on; who leaves within a turn hands the rest of it to whoever would take the next. A later layer wins; `startsAt` and `endsAt` are wall-clock times in the schedule's zone. Without `endsAt` it never ends. Monthly hand-offs are on the day of `startsAt`, or on the last day of a month that is too short for it",
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

const OVERRIDE_IN_VIEW = {
	id: true,
	startsAt: true,
	endsAt: true,
	userId: true,
	replacesUserId: true,
} as const;

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

/** A stretch without a person is a gap. */
const layerViewOut = z.object({ name: z.string(), shifts: z.array(shiftOut) });

export const scheduleViewOut = z
	.object({
		timeZone: z.string(),
		layers: z.array(layerViewOut).openapi({ description: "Each layer as if it stood alone" }),
		overrides: z.array(overrideOut.pick(OVERRIDE_IN_VIEW)),
		final: z.array(shiftOut).openapi({ description: "What all of it comes to: who is paged" }),
		gaps: z.array(z.object({ startsAt: instantOut, endsAt: instantOut })),
		clockChanges: z
			.array(z.object({ at: instantOut, byMinutes: z.int() }))
			.openapi({ description: "When the clocks of the zone are set, forward or (below zero) back" }),
	})
	.openapi("ScheduleView");

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

const LONGEST_VIEW_MS = 100 * 86_400_000;
const viewSpan = { from: instant, to: instant };
const isViewSpan = (span: { from: number; to: number }): boolean =>
	span.to > span.from && span.to - span.from <= LONGEST_VIEW_MS;
const VIEW_SPAN = { path: ["to"], message: "must be after from, and within 100 days of it" };

/** A schedule that is not saved. With `scheduleId` it has the overrides of that one. */
export const scheduleDraftIn = z
	.strictObject({
		timeZone,
		layers: fields.layers,
		scheduleId: id("schedule").nullable().default(null),
		...viewSpan,
	})
	.refine(isViewSpan, VIEW_SPAN)
	.openapi("ScheduleDraft");

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
	view: endpoint("get /api/v1/schedules/{id}/view", {
		tag: "schedules",
		summary:
			"How a schedule comes about: each layer, the overrides, the final shifts, gaps and clock changes",
		ids: { id: "schedule" },
		query: z.strictObject(viewSpan).refine(isViewSpan, VIEW_SPAN),
		answer: scheduleViewOut,
	}),
	preview: endpoint("post /api/v1/schedule-previews", {
		tag: "schedules",
		summary: "The same of a schedule that is not saved. Nothing is saved",
		role: "responder",
		scope: "read",
		ids: {},
		body: scheduleDraftIn,
		answer: scheduleViewOut,
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
