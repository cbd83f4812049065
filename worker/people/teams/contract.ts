import { z } from "@hono/zod-openapi";
import { crud } from "../../platform/contract/endpoint.ts";
import { clockTime, id, line, timeZone, unique, weekDays } from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";

export const businessHours = z
	.strictObject({ timeZone, days: weekDays, from: clockTime, to: clockTime })
	.openapi("BusinessHours", {
		description: "A window whose `to` is not after its `from` runs past midnight",
	});

const fields = {
	name: line(),
	memberIds: unique(id("user"), 500),
	businessHours: businessHours.nullable(),
};

export const teamIn = z
	.strictObject({
		...fields,
		memberIds: fields.memberIds.default([]),
		businessHours: fields.businessHours.default(null),
	})
	.openapi("NewTeam");
export const teamPatch = z.strictObject(fields).partial().openapi("TeamPatch");
export const teamOut = z.object({ ...storedOut("team"), ...fields }).openapi("Team");

export const teamCalls = crud({
	path: "/api/v1/teams",
	one: "team",
	many: "teams",
	kind: "team",
	parents: {},
	filters: {},
	create: teamIn,
	patch: teamPatch,
	out: teamOut,
});
