import type { Env } from "../platform/env.ts";
import type { PageClaim } from "../platform/rules/caller.ts";
import { fromBase64Url, toBase64Url } from "../platform/vault/digest.ts";
import { deriveBits } from "../platform/vault/keys.ts";
import { Settled } from "../platform/vault/settled.ts";

const PREFIX = "page1";
/** No capability outlives a day. */
export const TOKEN_LIFE_MS = 86_400_000;

const keys = new Settled<CryptoKey>();

/**
 * The capability of a page, derived and never stored: the same claim gives the same token. It may read the page, say
 * that it arrived, acknowledge and escalate, and nothing else.
 */
export async function pageToken(env: Env, claim: PageClaim): Promise<string> {
	const body = [claim.incidentId, claim.pageId, claim.epoch, claim.expiresAt];
	const payload = toBase64Url(new TextEncoder().encode(JSON.stringify(body)));
	const signed = `${PREFIX}.${payload}`;
	const mac = await crypto.subtle.sign("HMAC", await macKey(env), new TextEncoder().encode(signed));
	return `${signed}.${toBase64Url(new Uint8Array(mac))}`;
}

/** The claim of a token that this deployment made and that has not expired; null for anything else. */
export async function readPageToken(env: Env, token: string, now: number): Promise<PageClaim | null> {
	const [prefix, payload, mac, ...rest] = token.split(".");
	if (prefix !== PREFIX || !payload || !mac || rest.length > 0 || token.length > 1_000) return null;
	try {
		const isOurs = await crypto.subtle.verify(
			"HMAC",
			await macKey(env),
			fromBase64Url(mac),
			new TextEncoder().encode(`${prefix}.${payload}`),
		);
		if (!isOurs) return null;
		const [incidentId, pageId, epoch, expiresAt] = JSON.parse(
			new TextDecoder().decode(fromBase64Url(payload)),
		) as [string, string, number, number];
		const claim = { incidentId, pageId, epoch, expiresAt };
		// Decoding forgives: only the spelling that was given out is the token.
		return expiresAt > now && (await pageToken(env, claim)) === token ? claim : null;
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
