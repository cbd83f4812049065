import type { Env } from "../platform/env.ts";
import { isIdOf } from "../platform/rules/id.ts";
import { publicUrl } from "../platform/settings.ts";
import { fromBase64Url, toBase64Url } from "../platform/vault/digest.ts";
import { deriveBits } from "../platform/vault/keys.ts";
import { Settled } from "../platform/vault/settled.ts";

/** What the link lets its bearer do. `manage` includes to unsubscribe, which must work for years: it does not expire. */
export const LINK_PURPOSES = ["confirm", "manage"] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

export interface LinkTo {
	subscriberId: string;
	purpose: LinkPurpose;
}

const keys = new Settled<CryptoKey>();

/** Where a subscriber confirms, or changes and ends their subscription: signed, and stored nowhere. */
export async function linkTo(env: Env, subscriberId: string, purpose: LinkPurpose): Promise<string> {
	return `${publicUrl(env)}/subscriptions/${await tokenOf(env, { subscriberId, purpose })}`;
}

/** What a token of ours stands for; null for anything else. Whether there is such a subscriber still has to be asked. */
export async function readLink(env: Env, token: string): Promise<LinkTo | null> {
	const [purpose, subscriberId = "", mac = "", ...rest] = token.split(".");
	const known = LINK_PURPOSES.find((one) => one === purpose);
	if (!known || rest.length > 0 || !isIdOf("subscriber", subscriberId) || mac.length > 100) return null;
	const link = { subscriberId, purpose: known };
	try {
		const key = await macKey(env);
		const isOurs = await crypto.subtle.verify("HMAC", key, fromBase64Url(mac), signedText(link));
		return isOurs ? link : null;
	} catch {
		// Not base64url: nothing of ours.
		return null;
	}
}

async function tokenOf(env: Env, link: LinkTo): Promise<string> {
	const mac = await crypto.subtle.sign("HMAC", await macKey(env), signedText(link));
	return `${link.purpose}.${link.subscriberId}.${toBase64Url(new Uint8Array(mac))}`;
}

const signedText = ({ purpose, subscriberId }: LinkTo) =>
	new TextEncoder().encode(`${purpose}.${subscriberId}`);

function macKey(env: Env): Promise<CryptoKey> {
	return keys.get(env.MASTER_KEY ?? "", async () => {
		const bits = await deriveBits(env, "subscription");
		return crypto.subtle.importKey("raw", bits, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
	});
}
