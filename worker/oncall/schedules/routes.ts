import { Hono } from "hono";
import {
	type OverrideRow,
	ofSchedule,
	overrideRows,
	type ScheduleRow,
	scheduleRows,
} from "../../../db/oncall/schedules.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { fieldError } from "../../platform/http/input.ts";
import { mount } from "../../platform/http/mount.ts";
import { mountBelow } from "../../platform/http/mount-below.ts";
import { refreshDesksNaming } from "../../platform/http/refresh.ts";
import { createOne, newStored, type Resource } from "../../platform/http/resource.ts";
import { overrideCalls, overrideOut, scheduleCalls, scheduleOut } from "./contract.ts";

export const scheduleResource: Resource<ScheduleRow> = {
	kind: "schedule",
	rows: scheduleRows,
	plain: wireOf(scheduleOut),
	owner: (row) => ({ kind: "team", id: row.teamId }),
	references: (row) => [
		...(row.teamId === null ? [] : [{ pointer: "/teamId", kind: "team" as const, id: row.teamId }]),
		...row.layers.flatMap((layer, l) =>
			layer.userIds.map((id, u) => ({
				pointer: `/layers/${l}/userIds/${u}`,
				kind: "user" as const,
				id,
			})),
		),
	],
	changed: async (c, row) => refreshDesksNaming(c, row.id),
};

export const overrideResource: Resource<OverrideRow> = {
	kind: "override",
	rows: overrideRows,
	plain: wireOf(overrideOut),
	references: (row) =>
		(["userId", "replacesUserId"] as const).flatMap((field) => {
			const id = row[field];
			return id === null ? [] : [{ pointer: `/${field}`, kind: "user", id }];
		}),
	refuse: (_c, row) => (row.endsAt > row.startsAt ? [] : [fieldError("/endsAt", "must be after startsAt")]),
	changed: async (c, row) => refreshDesksNaming(c, row.scheduleId),
};

export const scheduleRoutes = new Hono<AppEnv>();

mount(scheduleRoutes, scheduleCalls, scheduleResource, {
	making: { row: (stored, input) => ({ ...stored, ...input }) },
});

mountBelow(scheduleRoutes, overrideCalls, overrideResource, {
	parent: "scheduleId",
	among: ofSchedule,
	create: (c, scheduleId, body) =>
		createOne(c, overrideResource, { ...newStored("override"), scheduleId, ...body }),
});
