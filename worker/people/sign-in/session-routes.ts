import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { Hono } from "hono";
import { getCookie } from "hono/cookie";
import { useRecoveryCode } from "../../../db/people/passkeys.ts";
import { endSession } from "../../../db/people/sessions.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { problem } from "../../platform/http/problems.ts";
import { dismiss } from "../../platform/http/refresh.ts";
import { foreign, isOwnPage } from "./caller.ts";
import { codeHash } from "./codes.ts";
import { sessionCalls } from "./contract.ts";
import { forgottenCookie, readSession, sessionCookie } from "./session.ts";
import { startSession } from "./start-session.ts";
import { loginOptions, passkeyOwner } from "./webauthn.ts";

/** Signing in and out. There is no password: a passkey, or a recovery code that was written down. */
export const sessionRoutes = new Hono<AppEnv>();

handle(sessionRoutes, sessionCalls.options, async (c) =>
	c.json({ options: await loginOptions(c.env, c.req.url) }),
);

handle(sessionRoutes, sessionCalls.begin, async (c, { body }) => {
	// The library that verifies the answer also checks its shape.
	const response = body.response as unknown as AuthenticationResponseJSON;
	const userId = typeof response.id === "string" ? await passkeyOwner(c.env, c.req.url, response) : null;
	if (userId === null)
		return problem(c, "unauthenticated", "This passkey isn’t registered with this Tocsin.");
	return startSession(c, userId);
});

handle(sessionRoutes, sessionCalls.recover, async (c, { body }) => {
	// 78 bits cannot be guessed: a limit would only keep out whoever lost their passkey.
	const userId = await useRecoveryCode(c.env.DB, await codeHash(body.code), Date.now());
	if (userId === null) return problem(c, "unauthenticated", "This code is wrong or already used.");
	return startSession(c, userId);
});

handle(sessionRoutes, sessionCalls.end, async (c) => {
	const cookie = getCookie(c, sessionCookie(c.env));
	if (cookie !== undefined && !isOwnPage(c)) return foreign(c);
	const session = await readSession(c.env, cookie);
	if (session) {
		await endSession(c.env.DB, session.user.id, session.id);
		await dismiss(c.env, `session:${session.id}`);
	}
	return c.body(null, 204, { "set-cookie": forgottenCookie(c.env) });
});
