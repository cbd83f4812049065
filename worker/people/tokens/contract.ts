import { z } from "@hono/zod-openapi";
import { crud } from "../../platform/contract/endpoint.ts";
import { instant, instantOut, line, unique } from "../../platform/contract/fields.ts";
import { storedOut } from "../../platform/contract/stored.ts";
import { ROLES, SCOPES } from "../../platform/rules/caller.ts";

const scopes = unique(z.enum(SCOPES), SCOPES.length)
	.min(1, "must name at least one, or be null")
	.nullable()
	.openapi({
		description:
			"Restricts it beside its role: `read` allows every GET, `incidents` working on incidents and reviews, `accounts` changes of people, contact methods, tokens and single sign-on, `configure` all other changes. Null: the role alone",
	});

const fields = { name: line(), role: z.enum(ROLES), expiresAt: instant.nullable(), scopes };

export const tokenIn = z
	.strictObject({
		...fields,
		expiresAt: fields.expiresAt
			.optional()
			.openapi({ description: "If omitted, expires in one year. Null: never expires" }),
		scopes: scopes.default(null),
	})
	.openapi("NewToken");
export const tokenPatch = z.strictObject(fields).partial().openapi("TokenPatch");
export const tokenOut = z
	.object({
		...storedOut("token"),
		...fields,
		expiresAt: instantOut.nullable(),
		lastUsedAt: instantOut.nullable().openapi({ description: "To the hour. Null: never" }),
	})
	.openapi("Token");

export const tokenCalls = crud({
	path: "/api/v1/tokens",
	one: "API token",
	many: "tokens",
	kind: "token",
	parents: {},
	filters: {},
	readRole: "admin",
	scope: "accounts",
	create: tokenIn,
	patch: tokenPatch,
	out: tokenOut,
	secrets: ["secret"],
	createdOut: tokenOut.extend({ secret: z.string().nullable().openapi({ description: "Shown once" }) }),
});
