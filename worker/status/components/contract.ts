import { z } from "@hono/zod-openapi";
import { crud, endpoint, listOf } from "../../platform/contract/endpoint.ts";
import { id, instant, instantOut, line, text } from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import { COMPONENT_STATUSES } from "../../services/rules/component.ts";

const fields = {
	name: line(),
	group: line().nullable(),
	position: z.int().min(0).max(100_000),
	status: z.enum(COMPONENT_STATUSES).openapi({
		description: "Set by hand. `operational`: as monitors and incidents say, which can only make it worse",
	}),
	statusUntil: instant.nullable().openapi({
		description: "Until when a `status` that was set by hand counts. Null: until it is changed",
	}),
	description: text(300).nullable().openapi({ description: "What it is, for customers" }),
};

export const componentIn = z
	.strictObject({
		...fields,
		group: fields.group.default(null),
		position: fields.position.default(0),
		status: fields.status.default("operational"),
		statusUntil: fields.statusUntil.default(null),
		description: fields.description.default(null),
	})
	.openapi("NewComponent");
export const componentPatch = z.strictObject(fields).partial().openapi("ComponentPatch");
export const componentOut = z
	.object({ ...storedOut("component"), ...fields, statusUntil: instantOut.nullable() })
	.openapi("Component");

/** Which components stand in which group, all of them in the order of the page. */
export const arrangement = z.array(
	z.strictObject({
		name: line().nullable().openapi({ description: "Null: these stand alone" }),
		components: z.array(
			z.strictObject({
				id: id("component"),
				version: z.int().openapi({ description: "As it was read" }),
			}),
		),
	}),
);

const fiveCalls = crud({
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

export const componentCalls = {
	...fiveCalls,
	arrange: endpoint("put /api/v1/components", {
		tag: "components",
		summary: "Put all components into groups and in order, at once",
		ids: {},
		body: z.strictObject({ groups: arrangement }).openapi("ComponentArrangement"),
		answer: listOf(componentOut),
	}),
};
