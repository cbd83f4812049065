import { createSession, type SessionOwner, sessionOfSecret } from "../../db/sessions.ts";
import type { Env } from "../env.ts";
import { randomSecret, sha256Hex } from "../vault/digest.ts";
import { newId } from "../vault/ids.ts";

export const SESSION_COOKIE = "__Host-tocsin";
const LIFE_SECONDS = 90 * 86_400;
const SECRET_FORM = /^[A-Za-z0-9_-]{43}$/;

/** Begins a session and answers the `Set-Cookie` that carries it; only its hash is kept. */
export async function beginSession(env: Env, userId: string, userAgent: string): Promise<string> {
	const secret = randomSecret("");
	await createSession(
		env.DB,
		{
			id: newId("session"),
			secretHash: await sha256Hex(secret),
			userId,
			userAgent: userAgent.slice(0, 200),
		},
		Date.now(),
	);
	return `${SESSION_COOKIE}=${secret}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${LIFE_SECONDS}`;
}

/** The `Set-Cookie` that makes the browser forget. */
export const FORGOTTEN_COOKIE = `${SESSION_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`;

/** Whose session this cookie is, null when it is nobody's. */
export async function readSession(env: Env, secret: string | undefined): Promise<SessionOwner | null> {
	if (!secret || !SECRET_FORM.test(secret)) return null;
	return sessionOfSecret(env.DB, await sha256Hex(secret), Date.now());
}
