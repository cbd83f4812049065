import type { Env } from "../../platform/env.ts";
import { minutes } from "../../platform/rules/time.ts";
import { toBase64Url } from "../../platform/vault/digest.ts";
import { deriveBits } from "../../platform/vault/keys.ts";

export const CODE_LIFE_MS = minutes(10);
/** Wrong codes that may be tried before another must be sent. */
export const CODE_TRIES = 5;
/** With these nobody guesses a code: at most 25 tries of a million in an hour. */
export const CODE_LIMITS = { pauseMs: minutes(1), windowMs: minutes(60), most: 5 };

const CODES = 1_000_000;

/** Six digits, each as likely as any other. */
export function methodCode(): string {
	const fair = 2 ** 32 - (2 ** 32 % CODES);
	for (;;) {
		const [chance = 0] = crypto.getRandomValues(new Uint32Array(1));
		if (chance < fair) return String(chance % CODES).padStart(6, "0");
	}
}

/** What is kept of a code. It needs the master key: all codes of a stolen database could be tried otherwise. */
export async function methodCodeHash(env: Env, methodId: string, code: string): Promise<string> {
	const bits = await deriveBits(env, "method-code");
	const key = await crypto.subtle.importKey("raw", bits, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
	const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(`${methodId} ${code}`));
	return toBase64Url(new Uint8Array(mac));
}
