import { z } from "@hono/zod-openapi";
import { crud } from "../../platform/contract/endpoint.ts";
import {
	id,
	instant,
	instantOut,
	line,
	seconds,
	text,
	timeZone,
	unique,
} from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import { MAINTENANCE_STATES } from "../rules/maintenance.ts";
import { refuseCron } from "../rules/recurrence.ts";

const cron = text(100)
	.refine((value) => refuseCron(value) === null, "must be five fields of cron, such as 0 2 * * 0")
	.openapi({ example: "0 2 * * 0" });

const recurrenceIn = z
	.strictObject({ cron, timeZone, until: instant.nullable().default(null) })
	.openapi("Recurrence", {
		description: "When it comes again, on the clocks of a time zone. The next one is planned when one begins",
	});
const recurrenceOut = z.object({ cron: z.string(), timeZone: z.string(), until: instantOut.nullable() });

const fields = {
	title: line(),
	description: text(5_000),
	componentIds: unique(id("component"), 100),
	monitorIds: unique(id("monitor"), 300),
	startsAt: instant,
	endsAt: instant,
	verifySeconds: seconds(0, 86_400).openapi({
		description: "How long before its end the work is over and is verified: pages come as usual then",
	}),
	recurrence: recurrenceIn.nullable(),
};

export const maintenanceIn = z
	.strictObject({
		...fields,
		description: fields.description.default(""),
		componentIds: fields.componentIds.default([]),
		monitorIds: fields.monitorIds.default([]),
		verifySeconds: fields.verifySeconds.default(0),
		recurrence: fields.recurrence.default(null),
	})
	.openapi("NewMaintenance");

export const maintenancePatch = z
	.strictObject({ ...fields, state: z.enum(["in_progress", "verifying", "completed"]) })
	.partial()
	.openapi("MaintenancePatch", {
		description: "`state` starts it, says that the work is over, or ends it, now",
	});

export const maintenanceOut = z
	.object({
		...storedOut("maintenance"),
		...fields,
		startsAt: instantOut,
		endsAt: instantOut,
		recurrence: recurrenceOut.nullable(),
		state: z.enum(MAINTENANCE_STATES),
		workEndsAt: instantOut,
		plannedStartsAt: instantOut,
		plannedEndsAt: instantOut,
	})
	.openapi("Maintenance");

export const maintenanceCalls = crud({
	path: "/api/v1/maintenances",
	one: "maintenance",
	many: "maintenances",
	kind: "maintenance",
	parents: {},
	filters: {
		state: z.enum(MAINTENANCE_STATES).optional().openapi({ description: "Only those that are so now" }),
	},
	writeRole: "responder",
	scope: "configure",
	create: maintenanceIn,
	patch: maintenancePatch,
	out: maintenanceOut,
});
