import { createECDH, randomBytes } from "node:crypto";

/** What a browser keeps of one push subscription: the private half never leaves the phone. All base64url. */
export interface SubscriptionKeys {
	publicKey: string;
	privateKey: string;
	auth: string;
}

/** A `PushSubscription` as a browser serialises it. */
export interface PushSubscriptionJson {
	endpoint: string;
	expirationTime: null;
	keys: { p256dh: string; auth: string };
}

/** Fresh P-256 keys and a fresh authentication secret, as `pushManager.subscribe()` makes them. */
export function makeSubscriptionKeys(): SubscriptionKeys {
	const ecdh = createECDH("prime256v1");
	ecdh.generateKeys();
	return {
		publicKey: ecdh.getPublicKey("base64url"),
		privateKey: ecdh.getPrivateKey("base64url"),
		auth: randomBytes(16).toString("base64url"),
	};
}

export function subscriptionJson(endpoint: string, keys: SubscriptionKeys): PushSubscriptionJson {
	return { endpoint, expirationTime: null, keys: { p256dh: keys.publicKey, auth: keys.auth } };
}
