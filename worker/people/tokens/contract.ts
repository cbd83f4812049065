import { z } from "@hono/zod-openapi";
import { crud } from "../../platform/contract/endpoint.ts";
import { instant, instantOut, line } from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import { ROLES } from "../../platform/rules/caller.ts";

const fields = { name: line(), role: z.enum(ROLES), expiresAt: instant.nullable() };

export const tokenIn = z
	.strictObject({
		...fields,
		expiresAt: fields.expiresAt
			.optional()
			.openapi({ description: "If omitted, expires in one year. Null: never expires" }),
	})
	.openapi("NewToken");
export const tokenPatch = z.strictObject(fields).partial().openapi("TokenPatch");
export const tokenOut = z
	.object({ ...storedOut("token"), ...fields, expiresAt: instantOut.nullable() })
	.openapi("Token");

export const tokenCalls = crud({
	path: "/api/v1/tokens",
	one: "API token",
	many: "tokens",
	kind: "token",
	parents: {},
	filters: {},
	readRole: "admin",
	create: tokenIn,
	patch: tokenPatch,
	out: tokenOut,
	secrets: ["secret"],
	createdOut: tokenOut.extend({ secret: z.string().nullable().openapi({ description: "Shown once" }) }),
});
