/** How people come in: set-up, passkeys, recovery, pairing a phone, invitations. */
import { z } from "@hono/zod-openapi";
import { endpoint } from "../../platform/contract/endpoint.ts";
import { instantOut, line, timeZone } from "../../platform/contract/fields.ts";
import { ROLES } from "../../platform/rules/caller.ts";

/** WebAuthn's own JSON forms: the library that reads them checks them. */
const ceremony = z.object({ options: z.object({}).loose() });
const response = z.object({}).loose();
const secret = z.string().min(1).max(200);
const once = z.string().nullable().openapi({ description: "Shown once" });

export const cameIn = z
	.object({ user: z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES) }) })
	.openapi("CameIn");
const cameInFirst = cameIn.extend({ recoveryCodes: z.array(z.string()) });

const open = { tag: "sign-in", role: "anyone", ids: {} } as const;

export const setupCalls = {
	state: endpoint("get /api/v1/setup", {
		...open,
		summary: "Get whether setup is open",
		answer: z.object({ open: z.boolean() }),
	}),
	options: endpoint("post /api/v1/setup/options", {
		...open,
		summary: "Start setup: get passkey options (needs the setup secret)",
		body: z.strictObject({ token: secret, name: line(), timeZone }),
		answer: ceremony,
	}),
	passkey: endpoint("post /api/v1/setup/passkey", {
		...open,
		summary: "Finish setup: register the first admin’s passkey",
		body: z.strictObject({ token: secret, response }),
		answer: cameInFirst,
		status: 201,
	}),
};

export const sessionCalls = {
	options: endpoint("post /api/v1/session/options", {
		...open,
		summary: "Start sign-in: get passkey options",
		answer: ceremony,
	}),
	begin: endpoint("post /api/v1/session", {
		...open,
		summary: "Sign in with a passkey",
		body: z.strictObject({ response }),
		answer: cameIn,
	}),
	recover: endpoint("post /api/v1/session/recovery", {
		...open,
		summary: "Sign in with a recovery code (one use)",
		body: z.strictObject({ code: line(40) }),
		answer: cameIn,
	}),
	end: endpoint("delete /api/v1/session", { ...open, summary: "Sign out", answer: null }),
};

export const pairingCalls = {
	create: endpoint("post /api/v1/me/pairings", {
		tag: "sign-in",
		summary: "Create a pairing code (one use, 10 minutes)",
		role: "observer",
		person: true,
		ids: {},
		secrets: ["code", "url"],
		answer: z.object({ id: z.string(), code: once, url: once, expiresAt: instantOut }),
		status: 201,
	}),
	read: endpoint("get /api/v1/me/pairings/{id}", {
		tag: "sign-in",
		summary: "Get pairing status",
		person: true,
		ids: { id: "pairing" },
		answer: z.object({ claimedAt: instantOut.nullable(), deviceName: z.string().nullable() }),
	}),
	claim: endpoint("post /api/v1/pairings/claim", {
		...open,
		summary: "Sign this phone in with a pairing code",
		body: z.strictObject({ code: line(40), deviceName: line(100) }),
		answer: cameIn,
	}),
};

export const inviteCalls = {
	create: endpoint("post /api/v1/users/{userId}/invites", {
		tag: "sign-in",
		summary: "Create an invite link (one use, 72 hours)",
		scope: "accounts",
		ids: { userId: "user" },
		secrets: ["url"],
		answer: z.object({ url: once, expiresAt: instantOut }),
		status: 201,
	}),
	read: endpoint("get /api/v1/invites/current", {
		...open,
		summary: "Get the invitation (link secret as bearer token)",
		answer: z.object({ name: z.string(), invitedBy: z.string().nullable() }),
	}),
	options: endpoint("post /api/v1/invites/options", {
		...open,
		summary: "Start accepting an invitation: get passkey options",
		body: z.strictObject({ token: secret }),
		answer: ceremony,
	}),
	passkey: endpoint("post /api/v1/invites/passkey", {
		...open,
		summary: "Accept an invitation: register the passkey",
		body: z.strictObject({ token: secret, response }),
		answer: cameInFirst,
		status: 201,
	}),
};
