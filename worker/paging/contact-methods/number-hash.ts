import type { Env } from "../../platform/env.ts";
import { toBase64Url } from "../../platform/vault/digest.ts";
import { deriveBits } from "../../platform/vault/keys.ts";
import type { AddressForm } from "../channels/channel.ts";

/** By what a phone number is found. It needs the master key: all numbers could be tried otherwise. */
export async function numberHash(env: Env, number: string): Promise<string> {
	const bits = await deriveBits(env, "phone-number");
	const key = await crypto.subtle.importKey("raw", bits, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
	const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(number));
	return toBase64Url(new Uint8Array(mac));
}

/** Null for an address whose replies count for nobody, and for one that does not open. */
export async function hashOfNumber(env: Env, form: AddressForm, kept: unknown): Promise<string | null> {
	const number = kept === null ? undefined : form.number?.(kept);
	return number === undefined ? null : numberHash(env, number);
}
