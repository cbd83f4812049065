import { createSession, type SessionOwner, sessionOfSecret } from "../../../db/people/sessions.ts";
import type { Env } from "../../platform/env.ts";
import { publicUrl } from "../../platform/settings.ts";
import { randomSecret, sha256Hex } from "../../platform/vault/digest.ts";
import { newId } from "../../platform/vault/ids.ts";

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
	return cookieText(env, sessionCookie(env), secret, LIFE_SECONDS);
}

/** The `Set-Cookie` that makes the browser forget. */
export function forgottenCookie(env: Env): string {
	return cookieText(env, sessionCookie(env), "", 0);
}

/** The `Set-Cookie` of a value that only we read. */
export function cookieText(env: Env, name: string, value: string, maxAgeSeconds: number): string {
	return `${name}=${value}; ${attributes(env)}; Max-Age=${maxAgeSeconds}`;
}

/** The cookie's name. `__Host-` promises that no other host set it, and needs `Secure`. */
export function sessionCookie(env: Env): string {
	return isPlainLocalhost(env) ? "tocsin" : "__Host-tocsin";
}

function attributes(env: Env): string {
	return `Path=/; ${isPlainLocalhost(env) ? "" : "Secure; "}HttpOnly; SameSite=Lax`;
}

/** Safari drops `Secure` cookies of http://localhost, where other browsers keep them: there, and only there, it is left out. */
function isPlainLocalhost(env: Env): boolean {
	const origin = publicUrl(env);
	if (origin === "") return false;
	const { protocol, hostname } = new URL(origin);
	return protocol === "http:" && hostname === "localhost";
}

/** Whose session this cookie is, null when it is nobody's. */
export async function readSession(env: Env, secret: string | undefined): Promise<SessionOwner | null> {
	if (!secret || !SECRET_FORM.test(secret)) return null;
	return sessionOfSecret(env.DB, await sha256Hex(secret), Date.now());
}
