import { Hono } from "hono";
import {
	type OverrideRow,
	ofSchedule,
	overrideRows,
	type ScheduleRow,
	scheduleRows,
} from "../../../db/oncall/schedules.ts";
import { missingReferences } from "../../../db/platform/references.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError, notFound } from "../../platform/http/input.ts";
import { mount } from "../../platform/http/mount.ts";
import { refreshDesksNaming } from "../../platform/http/refresh.ts";
import {
	createOne,
	listAll,
	newStored,
	type Resource,
	readOne,
	removeOne,
	updateOne,
} from "../../platform/http/resource.ts";
import { overrideCalls, overrideOut, scheduleCalls, scheduleOut } from "./contract.ts";

const schedules: Resource<ScheduleRow> = {
	kind: "schedule",
	rows: scheduleRows,
	plain: wireOf(scheduleOut),
	references: (row) =>
		row.layers.flatMap((layer, l) =>
			layer.userIds.map((id, u) => ({ pointer: `/layers/${l}/userIds/${u}`, kind: "user", id })),
		),
	changed: async (c, row) => refreshDesksNaming(c, row.id),
};

const overrides: Resource<OverrideRow> = {
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

mount(scheduleRoutes, scheduleCalls, schedules, { make: (stored, input) => ({ ...stored, ...input }) });

/** False when there is no such schedule: its overrides are then not found either. */
async function exists(c: AppContext, scheduleId: string): Promise<boolean> {
	const missing = await missingReferences(c.env.DB, [{ pointer: "", kind: "schedule", id: scheduleId }]);
	return missing.length === 0;
}

const of = (scheduleId: string) => (row: OverrideRow) => row.scheduleId === scheduleId;

handle(scheduleRoutes, overrideCalls.list, async (c, { ids, query }) =>
	(await exists(c, ids.scheduleId)) ? listAll(c, overrides, query, ofSchedule(ids.scheduleId)) : notFound(c),
);
handle(scheduleRoutes, overrideCalls.create, async (c, { ids, body }) => {
	if (!(await exists(c, ids.scheduleId))) return notFound(c);
	return createOne(c, overrides, { ...newStored("override"), scheduleId: ids.scheduleId, ...body });
});
handle(scheduleRoutes, overrideCalls.read, (c, { ids }) => readOne(c, overrides, ids.id, of(ids.scheduleId)));
handle(scheduleRoutes, overrideCalls.update, (c, { ids, body }) =>
	updateOne(c, overrides, ids.id, (row) => ({ ...row, ...body }), of(ids.scheduleId)),
);
handle(scheduleRoutes, overrideCalls.remove, (c, { ids }) =>
	removeOne(c, overrides, ids.id, of(ids.scheduleId)),
);
