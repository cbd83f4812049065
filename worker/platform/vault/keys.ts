import type { Env } from "../env.ts";

const PURPOSES = [
	"seal",
	"page-token",
	"challenge",
	"method-code",
	"phone-number",
	"telegram-webhook",
	"subscription",
	"subscriber-address",
] as const;
export type KeyPurpose = (typeof PURPOSES)[number];

/** The master key itself; a deployment without one must not seal with a known key, so this throws. */
function masterKey(env: Env): string {
	if (!env.MASTER_KEY)
		throw new Error("MASTER_KEY is not set. Run npm start or npm run deploy to create it.");
	return env.MASTER_KEY;
}

/** 256 bits for one purpose, by HKDF-SHA-256 from the master key: no key serves two ends. */
export async function deriveBits(env: Env, purpose: KeyPurpose): Promise<ArrayBuffer> {
	const encoder = new TextEncoder();
	const base = await crypto.subtle.importKey("raw", encoder.encode(masterKey(env)), "HKDF", false, [
		"deriveBits",
	]);
	const info = encoder.encode(`tocsin/${purpose}/v1`);
	const algorithm = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info };
	return crypto.subtle.deriveBits(algorithm, base, 256);
}
