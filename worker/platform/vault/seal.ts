import type { Env } from "../env.ts";
import { fromBase64Url, toBase64Url } from "./digest.ts";
import { deriveBits } from "./keys.ts";
import { Settled } from "./settled.ts";

const VERSION = "v1";
const NONCE_BYTES = 12;

const keys = new Settled<CryptoKey>();

/** Encrypts `text` for storage (AES-256-GCM). It opens only with the same `rowId`, so that rows cannot be swapped. */
export async function seal(env: Env, rowId: string, text: string): Promise<string> {
	const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
	const key = await sealingKey(env);
	const encrypted = await crypto.subtle.encrypt(
		{ name: "AES-GCM", iv: nonce, additionalData: new TextEncoder().encode(rowId) },
		key,
		new TextEncoder().encode(text),
	);
	return [VERSION, toBase64Url(nonce), toBase64Url(new Uint8Array(encrypted))].join(".");
}

/** Opens what `seal` made for this row. Throws when the key, the row or a byte differs. */
export async function unseal(env: Env, rowId: string, sealed: string): Promise<string> {
	const [version, nonce, encrypted] = sealed.split(".");
	if (version !== VERSION || !nonce || !encrypted) throw new Error("not a sealed value");
	const key = await sealingKey(env);
	const opened = await crypto.subtle.decrypt(
		{ name: "AES-GCM", iv: fromBase64Url(nonce), additionalData: new TextEncoder().encode(rowId) },
		key,
		fromBase64Url(encrypted),
	);
	return new TextDecoder().decode(opened);
}

function sealingKey(env: Env): Promise<CryptoKey> {
	return keys.get(env.MASTER_KEY ?? "", async () => {
		const bits = await deriveBits(env, "seal");
		return crypto.subtle.importKey("raw", bits, "AES-GCM", false, ["encrypt", "decrypt"]);
	});
}
