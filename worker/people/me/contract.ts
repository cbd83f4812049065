/** What a person sees and changes of themselves. */
import { z } from "@hono/zod-openapi";
import { endpoint, listOf } from "../../platform/contract/endpoint.ts";
import { instantOut, line, phoneNumber, timeZone } from "../../platform/contract/fields.ts";
import { quietHours, rules, userOut } from "../users/contract.ts";

const tag = "me";
const mine = { tag, role: "observer", person: true, ids: {} } as const;

const passkeyOut = z.object({
	id: z.string(),
	name: z.string(),
	createdAt: instantOut,
	lastUsedAt: instantOut.nullable(),
});

export const meOut = z
	.object({
		user: userOut,
		session: z.object({ id: z.string(), createdAt: instantOut }),
		teamIds: z.array(z.string()).openapi({ description: "The teams that this person is a member of" }),
		tapToAcknowledge: z.boolean(),
		recoveryCodesLeft: z.int(),
		passkeys: z.array(passkeyOut),
		/** What is still to be done before a page would reach this person. */
		checklist: z.object({ monitor: z.boolean(), phone: z.boolean(), tested: z.boolean() }),
	})
	.openapi("Me");

const sessionOut = z.object({
	id: z.string(),
	createdAt: instantOut,
	lastSeenAt: instantOut,
	userAgent: z.string(),
	current: z.boolean(),
});

const codes = z.object({
	recoveryCodes: z.array(z.string()).nullable().openapi({ description: "Shown once" }),
});

export const meCalls = {
	read: endpoint("get /api/v1/me", { ...mine, summary: "Who am I", answer: meOut }),
	update: endpoint("patch /api/v1/me", {
		...mine,
		summary: "Update my profile",
		body: z
			.strictObject({
				name: line(),
				timeZone,
				phone: phoneNumber.nullable(),
				tapToAcknowledge: z.boolean(),
				notificationRules: rules.nullable(),
				quietHours: quietHours.nullable(),
			})
			.partial(),
		answer: meOut,
	}),
	sessions: endpoint("get /api/v1/me/sessions", {
		...mine,
		summary: "List my sessions",
		answer: listOf(sessionOut),
	}),
	endSession: endpoint("delete /api/v1/me/sessions/{id}", {
		tag,
		role: "observer",
		person: true,
		summary: "End a session",
		ids: { id: "session" },
		answer: null,
	}),
	passkeyOptions: endpoint("post /api/v1/me/passkeys/options", {
		...mine,
		summary: "Start adding a passkey: get options",
		answer: z.object({ options: z.object({}).loose() }),
	}),
	addPasskey: endpoint("post /api/v1/me/passkeys", {
		...mine,
		summary: "Add a passkey",
		body: z.strictObject({ response: z.object({}).loose(), name: line(100) }),
		answer: meOut,
		status: 201,
	}),
	renamePasskey: endpoint("patch /api/v1/me/passkeys/{passkeyId}", {
		...mine,
		summary: "Rename a passkey",
		body: z.strictObject({ name: line(100) }),
		answer: meOut,
	}),
	removePasskey: endpoint("delete /api/v1/me/passkeys/{passkeyId}", {
		...mine,
		summary: "Delete a passkey (not the last sign-in method)",
		answer: null,
	}),
	recoveryCodes: endpoint("post /api/v1/me/recovery-codes", {
		...mine,
		summary: "Replace recovery codes",
		secrets: ["recoveryCodes"],
		answer: codes,
	}),
};
