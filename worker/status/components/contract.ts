import { z } from "@hono/zod-openapi";
import { crud } from "../../platform/contract/endpoint.ts";
import { line } from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import { COMPONENT_STATUSES } from "../../services/rules/component.ts";

const fields = {
	name: line(),
	group: line().nullable(),
	position: z.int().min(0).max(100_000),
	status: z.enum(COMPONENT_STATUSES),
};

export const componentIn = z
	.strictObject({
		...fields,
		group: fields.group.default(null),
		position: fields.position.default(0),
		status: fields.status.default("operational"),
	})
	.openapi("NewComponent");
export const componentPatch = z.strictObject(fields).partial().openapi("ComponentPatch");
export const componentOut = z.object({ ...storedOut("component"), ...fields }).openapi("Component");

export const componentCalls = crud({
	path: "/api/v1/components",
	one: "component",
	many: "components",
	kind: "component",
	parents: {},
	filters: {},
	create: componentIn,
	patch: componentPatch,
	out: componentOut,
});
