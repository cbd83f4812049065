/** Signing in at an OpenID provider, and which one that is. */
import { z } from "@hono/zod-openapi";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { instantOut, line } from "../../platform/contract/fields.ts";
import { cameIn } from "../sign-in/contract.ts";

const tag = "single sign-on";

const fields = {
	name: line(60).openapi({ description: "What people know it by: “Sign in with …”" }),
	issuer: z.url({ protocol: /^https?$/ }).max(500),
	clientId: line(500),
	createsObservers: z.boolean().openapi({
		description:
			"True: whoever signs in there and is not known here becomes an observer. False: they are refused",
	}),
};

export const singleSignOnIn = z
	.strictObject({
		...fields,
		clientSecret: line(1_000)
			.nullable()
			.optional()
			.openapi({ description: "Left out: stays as it is. Null: a public client, by PKCE alone" }),
		createsObservers: fields.createsObservers.default(false),
	})
	.openapi("NewSingleSignOn");

export const singleSignOnOut = z
	.object({
		provider: z.object({ ...fields, hasSecret: z.boolean() }).nullable(),
		redirectUri: z.string().openapi({ description: "What the provider must be told to lead back to" }),
		version: z.int().openapi({ description: "0: there is no provider" }),
		updatedAt: instantOut.nullable(),
	})
	.openapi("SingleSignOn");

const open = { tag: "sign-in", role: "anyone", ids: {} } as const;

export const singleSignOnCalls = {
	read: endpoint("get /api/v1/single-sign-on", {
		tag,
		summary: "The OpenID provider at which people sign in",
		role: "admin",
		ids: {},
		answer: singleSignOnOut,
	}),
	change: endpoint("put /api/v1/single-sign-on", {
		tag,
		summary: "Set the OpenID provider; it is asked for its configuration first",
		scope: "accounts",
		ids: {},
		body: singleSignOnIn,
		answer: singleSignOnOut,
	}),
	remove: endpoint("delete /api/v1/single-sign-on", {
		tag,
		summary: "Stop signing in at the provider; passkeys and sessions stay",
		scope: "accounts",
		ids: {},
		answer: null,
	}),
	state: endpoint("get /api/v1/session/single-sign-on", {
		...open,
		summary: "Get what the provider is called; null without one",
		answer: z.object({ name: z.string().nullable() }),
	}),
	begin: endpoint("post /api/v1/session/single-sign-on", {
		...open,
		summary: "Start sign-in at the provider: get its address",
		body: z.strictObject({ place: line(500).optional() }),
		answer: z.object({ url: z.string() }),
	}),
	finish: endpoint("post /api/v1/session/single-sign-on/code", {
		...open,
		summary: "Sign in with what the provider answered",
		body: z.strictObject({
			query: z.string().max(8_000).openapi({ description: "What stood behind `?` when it led back" }),
		}),
		answer: cameIn.extend({ place: z.string().nullable() }),
	}),
};
