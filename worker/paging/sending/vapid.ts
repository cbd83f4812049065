import webpush from "web-push";
import type { Env } from "../../platform/env.ts";
import { vaultOf } from "../../platform/stubs.ts";
import { Settled } from "../../platform/vault/settled.ts";

/** A VAPID token is signed once per push service and used this long; the standard allows 24 h. */
const TOKEN_LIFE_SECONDS = 20 * 3_600;
const RENEW_BEFORE_MS = 3_600_000;

interface Identity {
	subject: string;
	publicKey: string;
	privateKey: string;
}

const identities = new Settled<Identity>();
const headers = new Map<string, { value: string; renewAt: number }>();

/** The web push identity, asked of the vault once per isolate. */
export function vapidIdentity(env: Env): Promise<Identity> {
	return identities.get(`${env.MASTER_KEY}:${env.VAPID_PUBLIC_KEY ?? ""}`, () => vaultOf(env).vapid());
}

/** The `Authorization` of a push request (RFC 8292), signed anew only when the cached one is about to end. */
export async function vapidHeader(env: Env, endpoint: string): Promise<{ Authorization: string }> {
	const own = await vapidIdentity(env);
	const audience = new URL(endpoint).origin;
	const cacheKey = `${own.publicKey} ${audience}`;
	const now = Date.now();
	const cached = headers.get(cacheKey);
	if (cached && cached.renewAt > now) return { Authorization: cached.value };
	const expiration = Math.floor(now / 1_000) + TOKEN_LIFE_SECONDS;
	const made = webpush.getVapidHeaders(
		audience,
		own.subject,
		own.publicKey,
		own.privateKey,
		"aes128gcm",
		expiration,
	);
	const renewAt = expiration * 1_000 - RENEW_BEFORE_MS;
	headers.set(cacheKey, { value: made.Authorization, renewAt });
	return { Authorization: made.Authorization };
}
