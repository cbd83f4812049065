import type { Env } from "../platform/env.ts";
import { fromBase64Url, toBase64Url } from "../platform/vault/digest.ts";
import { deriveBits } from "../platform/vault/keys.ts";
import { Settled } from "../platform/vault/settled.ts";

/** No capability outlives a day. */
export const TOKEN_LIFE_MS = 86_400_000;
const LONGEST = 1_000;

const keys = new Settled<CryptoKey>();

/** What is claimed, signed: derived and never stored, so the same claim gives the same token. `prefix` says of what kind. */
export async function capability(env: Env, prefix: string, claim: unknown[]): Promise<string> {
	const payload = toBase64Url(new TextEncoder().encode(JSON.stringify(claim)));
	const signed = `${prefix}.${payload}`;
	const mac = await crypto.subtle.sign("HMAC", await macKey(env), new TextEncoder().encode(signed));
	return `${signed}.${toBase64Url(new Uint8Array(mac))}`;
}

/** The claim of a token of this kind that this deployment made; null for anything else. */
export async function readCapability(env: Env, kind: string, token: string): Promise<unknown[] | null> {
	const [prefix, payload, mac, ...rest] = token.split(".");
	if (prefix !== kind || !payload || !mac || rest.length > 0 || token.length > LONGEST) return null;
	try {
		const isOurs = await crypto.subtle.verify(
			"HMAC",
			await macKey(env),
			fromBase64Url(mac),
			new TextEncoder().encode(`${prefix}.${payload}`),
		);
		if (!isOurs) return null;
		const claim: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(payload)));
		// Decoding forgives: only the spelling that was given out is the token.
		return Array.isArray(claim) && (await capability(env, kind, claim)) === token ? claim : null;
	} catch {
		// Not base64url or not JSON: nothing of ours.
		return null;
	}
}

function macKey(env: Env): Promise<CryptoKey> {
	return keys.get(env.MASTER_KEY ?? "", async () => {
		const bits = await deriveBits(env, "page-token");
		return crypto.subtle.importKey("raw", bits, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
	});
}
