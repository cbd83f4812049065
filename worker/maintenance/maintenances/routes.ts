import { Hono } from "hono";
import { areNow, type MaintenanceRow, maintenanceRows } from "../../../db/maintenance/maintenances.ts";
import { missingReferences, type Reference } from "../../../db/platform/references.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError } from "../../platform/http/input.ts";
import { invalid } from "../../platform/http/problems.ts";
import { quietly } from "../../platform/http/refresh.ts";
import {
	createOne,
	listAll,
	newStored,
	type Resource,
	readOne,
	removeOne,
	updateOne,
} from "../../platform/http/resource.ts";
import { toWire, toWireOrNull } from "../../platform/rules/time.ts";
import { refuseState, refuseTimes, stateAt, withChange, workEndsAt } from "../rules/maintenance.ts";
import { tellDesks } from "../tell-desks.ts";
import { tellPublic } from "../tell-public.ts";
import { tellWatches } from "../tell-watches.ts";
import { maintenanceCalls, maintenanceOut } from "./contract.ts";

const wire = wireOf(maintenanceOut);

export const maintenanceResource: Resource<MaintenanceRow> = {
	kind: "maintenance",
	rows: maintenanceRows,
	plain: (row) => ({
		...wire({ ...row, workEndsAt: workEndsAt(row) }),
		recurrence: row.recurrence && { ...row.recurrence, until: toWireOrNull(row.recurrence.until) },
	}),
	show: async (_c, rows) => {
		const now = Date.now();
		return rows.map((row) => ({ ...maintenanceResource.plain(row), state: stateAt(row, now) }));
	},
	refuse,
	changed: async ({ env }, row, _how, before) => {
		const told = { maintenanceId: row.id };
		const componentIds = [...new Set([...row.componentIds, ...(before?.componentIds ?? [])])];
		await Promise.all([
			quietly("maintenance.watches_not_told", told, () => tellWatches(env, Date.now())),
			tellPublic(env),
			quietly("maintenance.desks_not_told", told, () => tellDesks(env, componentIds)),
		]);
	},
};

async function refuse(
	c: AppContext,
	row: MaintenanceRow,
	before: MaintenanceRow | null,
): Promise<FieldError[]> {
	const found = refuseTimes(row).map(({ field, message }) => fieldError(`/${field}`, message));
	if (row.componentIds.length + row.monitorIds.length === 0)
		found.push(fieldError("/componentIds", "must name a component, or monitorIds a monitor"));
	if (before === null && row.endsAt <= Date.now())
		found.push(fieldError("/endsAt", `must be in the future; it is ${toWire(Date.now())}`));
	// They are not kept as references: what is over keeps nobody from deleting a component.
	const named: Reference[] = [
		...row.componentIds.map((id, i) => ({ pointer: `/componentIds/${i}`, kind: "component" as const, id })),
		...row.monitorIds.map((id, i) => ({ pointer: `/monitorIds/${i}`, kind: "monitor" as const, id })),
	];
	const missing = await missingReferences(c.env.DB, named);
	return [...found, ...missing.map(({ pointer, id }) => fieldError(pointer, `does not exist: ${id}`))];
}

export const maintenanceRoutes = new Hono<AppEnv>();

handle(maintenanceRoutes, maintenanceCalls.list, (c, { query }) =>
	listAll(
		c,
		maintenanceResource,
		query,
		query.state === undefined ? undefined : areNow(query.state, Date.now()),
	),
);
handle(maintenanceRoutes, maintenanceCalls.read, (c, { ids }) => readOne(c, maintenanceResource, ids.id));
handle(maintenanceRoutes, maintenanceCalls.remove, (c, { ids }) => removeOne(c, maintenanceResource, ids.id));

handle(maintenanceRoutes, maintenanceCalls.create, (c, { body }) =>
	createOne(c, maintenanceResource, {
		...newStored("maintenance"),
		...body,
		verifyingAt: null,
		plannedStartsAt: body.startsAt,
		plannedEndsAt: body.endsAt,
	}),
);

handle(maintenanceRoutes, maintenanceCalls.update, async (c, { ids, body }) => {
	const { startsAt, endsAt, verifySeconds, state, ...rest } = body;
	const now = Date.now();
	const change = defined({ startsAt, endsAt, verifySeconds, state });
	const row = state && (await maintenanceRows.read(c.env.DB, ids.id));
	const refused = row
		? refuseState({ ...row, ...defined({ startsAt, endsAt, verifySeconds }) }, state, now)
		: null;
	if (refused !== null) return invalid(c, [fieldError("/state", refused)]);
	return updateOne(c, maintenanceResource, ids.id, (known) => ({
		...withChange(known, change, now),
		...rest,
	}));
});

/** Without what was not given: it must not overwrite what is there. */
function defined<Given extends object>(given: Given) {
	return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
		[Name in keyof Given]?: Exclude<Given[Name], undefined>;
	};
}
