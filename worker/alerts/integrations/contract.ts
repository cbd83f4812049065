import { z } from "@hono/zod-openapi";
import { INTEGRATION_KINDS } from "../../incidents/rules/alert.ts";
import { crud } from "../../platform/contract/endpoint.ts";
import { line } from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import { SERVED_KINDS } from "../inbound/registry.ts";

export const integrationIn = z
	.strictObject({ kind: z.enum(SERVED_KINDS), name: line().optional() })
	.openapi("NewIntegration");
export const integrationPatch = z
	.strictObject({ name: line(), disabled: z.boolean() })
	.partial()
	.openapi("IntegrationPatch");
export const integrationOut = z
	.object({
		...storedOut("integration"),
		serviceId: z.string(),
		kind: z.enum(INTEGRATION_KINDS),
		name: z.string(),
		disabled: z.boolean(),
		url: z
			.string()
			.openapi({ description: "Where the other tool sends to; `{key}` stands for the key later on" }),
	})
	.openapi("Integration");

export const integrationCalls = crud({
	path: "/api/v1/services/{serviceId}/integrations",
	one: "integration",
	many: "integrations",
	kind: "integration",
	parents: { serviceId: "service" },
	filters: {},
	ofTeam: true,
	create: integrationIn,
	patch: integrationPatch,
	out: integrationOut,
	secrets: ["key"],
	createdOut: integrationOut.extend({ key: z.string().nullable().openapi({ description: "Shown once" }) }),
});
