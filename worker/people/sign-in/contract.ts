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

const open = { tag: "coming in", role: "anyone", ids: {} } as const;

export const setupCalls = {
	state: endpoint("get /api/v1/setup", {
		...open,
		summary: "Whether set-up is open: until a user has a passkey",
		answer: z.object({ open: z.boolean() }),
	}),
	options: endpoint("post /api/v1/setup/options", {
		...open,
		summary: "Begin the first passkey; needs the secret of the set-up link",
		body: z.strictObject({ token: secret, name: line(), timeZone }),
		answer: ceremony,
	}),
	passkey: endpoint("post /api/v1/setup/passkey", {
		...open,
		summary: "The first passkey: its owner is an admin",
		body: z.strictObject({ token: secret, response }),
		answer: cameInFirst,
		status: 201,
	}),
};

export const sessionCalls = {
	options: endpoint("post /api/v1/session/options", {
		...open,
		summary: "Begin a sign-in",
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
		summary: "Sign in with a recovery code, which is used up",
		body: z.strictObject({ code: line(40) }),
		answer: cameIn,
	}),
	end: endpoint("delete /api/v1/session", { ...open, summary: "Sign out", answer: null }),
};

export const pairingCalls = {
	create: endpoint("post /api/v1/me/pairings", {
		tag: "coming in",
		summary: "A code that signs a phone in, once, within 10 minutes",
		role: "observer",
		person: true,
		ids: {},
		secrets: ["code", "url"],
		answer: z.object({ id: z.string(), code: once, url: once, expiresAt: instantOut }),
		status: 201,
	}),
	read: endpoint("get /api/v1/me/pairings/{id}", {
		tag: "coming in",
		summary: "Has the phone come in?",
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
		tag: "coming in",
		summary: "A link that lets this person make their passkey, once, within 72 hours",
		ids: { userId: "user" },
		secrets: ["url"],
		answer: z.object({ url: once, expiresAt: instantOut }),
		status: 201,
	}),
	read: endpoint("get /api/v1/invites/current", {
		...open,
		summary: "Who is invited, by whom; the link's secret as bearer",
		answer: z.object({ name: z.string(), invitedBy: z.string().nullable() }),
	}),
	options: endpoint("post /api/v1/invites/options", {
		...open,
		summary: "Begin the passkey of an invited person",
		body: z.strictObject({ token: secret }),
		answer: ceremony,
	}),
	passkey: endpoint("post /api/v1/invites/passkey", {
		...open,
		summary: "The passkey of an invited person",
		body: z.strictObject({ token: secret, response }),
		answer: cameInFirst,
		status: 201,
	}),
};
