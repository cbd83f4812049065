import { z } from "@hono/zod-openapi";
import { INTEGRATION_KINDS } from "../core/alert.ts";
import { crud } from "./endpoint.ts";
import { line } from "./fields.ts";
import { storedOut } from "./stored.ts";

const kind = z.enum(INTEGRATION_KINDS);

export const integrationIn = z.strictObject({ kind, name: line().optional() }).openapi("NewIntegration");
export const integrationPatch = z
	.strictObject({ name: line(), disabled: z.boolean() })
	.partial()
	.openapi("IntegrationPatch");
export const integrationOut = z
	.object({
		...storedOut("integration"),
		serviceId: z.string(),
		kind,
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
	create: integrationIn,
	patch: integrationPatch,
	out: integrationOut,
	createdOut: integrationOut.extend({ key: z.string().nullable().openapi({ description: "Shown once" }) }),
});
