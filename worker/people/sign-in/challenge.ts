import type { Env } from "../../platform/env.ts";
import { type Instant, minutes } from "../../platform/rules/time.ts";
import { fromBase64Url, toBase64Url } from "../../platform/vault/digest.ts";
import { deriveBits } from "../../platform/vault/keys.ts";
import { Settled } from "../../platform/vault/settled.ts";
import type { Ceremony, ChallengeSubject } from "../rules/ceremony.ts";

export const CHALLENGE_LIFE_MS = minutes(5);
const NONCE_BYTES = 16;
const MAC_BYTES = 32;

/** What a challenge of ours says of itself. */
export interface Challenge {
	ceremony: Ceremony;
	subject: ChallengeSubject | null;
	expiresAt: Instant;
}

const keys = new Settled<CryptoKey>();

/**
 * The bytes that an authenticator is to sign. They carry what they are for and our own signature, so that nothing is
 * stored for somebody who only asks: anybody may ask to sign in, as often as they like.
 */
export async function makeChallenge(env: Env, challenge: Challenge): Promise<Uint8Array<ArrayBuffer>> {
	const nonce = toBase64Url(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)));
	const body = new TextEncoder().encode(JSON.stringify({ ...challenge, nonce }));
	const mac = await crypto.subtle.sign("HMAC", await macKey(env), body);
	const whole = new Uint8Array(MAC_BYTES + body.byteLength);
	whole.set(new Uint8Array(mac));
	whole.set(body, MAC_BYTES);
	return whole;
}

/** What this challenge (base64url) says of itself, when we made it for this ceremony and its time is not over. */
export async function readChallenge(
	env: Env,
	text: string,
	ceremony: Ceremony,
	now: Instant,
): Promise<Challenge | null> {
	try {
		const whole = fromBase64Url(text);
		const body = whole.slice(MAC_BYTES);
		const mac = whole.slice(0, MAC_BYTES);
		// Decoding forgives: only the spelling that was given out may be used, and so only once.
		if (toBase64Url(whole) !== text) return null;
		if (!(await crypto.subtle.verify("HMAC", await macKey(env), mac, body))) return null;
		const challenge = JSON.parse(new TextDecoder().decode(body)) as Challenge;
		return challenge.ceremony === ceremony && challenge.expiresAt > now ? challenge : null;
	} catch {
		// Not base64url: nothing of ours.
		return null;
	}
}

function macKey(env: Env): Promise<CryptoKey> {
	return keys.get(env.MASTER_KEY ?? "", async () => {
		const bits = await deriveBits(env, "challenge");
		return crypto.subtle.importKey("raw", bits, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
	});
}
