import { Hono } from "hono";
import { anyPasskey } from "../../../db/people/passkeys.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import { problem } from "../../platform/http/problems.ts";
import { createOne, newStored } from "../../platform/http/resource.ts";
import { constantTimeEqual, sha256Hex } from "../../platform/vault/digest.ts";
import { userResource } from "../users/routes.ts";
import { setupCalls } from "./contract.ts";
import { asRegistration, deviceName, freshRecoveryCodes, startSession } from "./start-session.ts";
import { registerPasskey, registrationOptions } from "./webauthn.ts";

/** The first run: whoever holds the link that the launcher printed becomes the first admin. Closed by the first passkey. */
export const setupRoutes = new Hono<AppEnv>();

handle(setupRoutes, setupCalls.state, async (c) => c.json({ open: await isOpen(c) }));

handle(
	setupRoutes,
	setupCalls.options,
	async (c, { body }) => {
		const refusal = await refuse(c, body.token);
		if (refusal) return refusal;
		const { id: userId } = newStored("user");
		const subject = { userId, name: body.name, timeZone: body.timeZone, inviteId: null };
		return c.json({ options: await registrationOptions(c.env, c.req.url, "setup", subject) });
	},
	isOpen,
);

handle(
	setupRoutes,
	setupCalls.passkey,
	async (c, { body }) => {
		const refusal = await refuse(c, body.token);
		if (refusal) return refusal;
		const response = asRegistration(body.response);
		const subject = await registerPasskey(c.env, c.req.url, "setup", response, deviceName(c), (made) =>
			createFirstAdmin(c, made),
		);
		if (!subject) return problem(c, "unauthenticated", "Couldn’t verify this passkey. Try again.");
		const codes = await freshRecoveryCodes(c, subject.userId);
		return startSession(c, subject.userId, { status: 201, recoveryCodes: codes });
	},
	isOpen,
);

async function isOpen(c: AppContext): Promise<boolean> {
	return c.env.SETUP_TOKEN !== undefined && !(await anyPasskey(c.env.DB));
}

async function refuse(c: AppContext, token: string): Promise<Response | null> {
	if (!(await isOpen(c))) return notFound(c);
	const isRight = constantTimeEqual(await sha256Hex(token), await sha256Hex(c.env.SETUP_TOKEN ?? ""));
	return isRight
		? null
		: problem(c, "unauthenticated", "This setup link is out of date. Use the one printed last.");
}

async function createFirstAdmin(
	c: AppContext,
	person: { userId: string; name: string; timeZone: string },
): Promise<boolean> {
	const { userId: id, name, timeZone } = person;
	c.set("actor", { kind: "user", id, name });
	const nothing = { phone: null, notificationRules: null, quietHours: null };
	const about = { name, email: "", role: "admin" as const, timeZone, ...nothing };
	const created = await createOne(c, userResource, { ...newStored("user"), id, ...about });
	return created.status === 201;
}
