/** What is kept, sealed, of a contact method: `contact_methods.address`. */
import type { ContactMethodRow } from "../../../db/paging/contact-methods.ts";
import type { FieldError } from "../../platform/contract/problem.ts";
import type { Env } from "../../platform/env.ts";
import type { AppContext } from "../../platform/http/app-env.ts";
import { fieldError } from "../../platform/http/input.ts";
import { blockedTarget } from "../../platform/http/targets.ts";
import { log } from "../../platform/log.ts";
import { fromBase64Url } from "../../platform/vault/digest.ts";
import { unseal } from "../../platform/vault/seal.ts";

export interface PushAddress {
	endpoint: string;
	keys: { p256dh: string; auth: string };
}
export interface WebhookAddress {
	url: string;
	secret: string;
}
export type Address = PushAddress | WebhookAddress | { address: string };

/** What is wrong with a subscription beyond its shape: whose endpoint it is, and whether its key is a point of P-256. */
export async function refuseSubscription(c: AppContext, subscription: PushAddress): Promise<FieldError[]> {
	const errors = blockedTarget(c, "push", subscription.endpoint, "/subscription/endpoint");
	if (await isPoint(subscription.keys.p256dh)) return errors;
	return [...errors, fieldError("/subscription/keys/p256dh", "must be a point of P-256")];
}

async function isPoint(p256dh: string): Promise<boolean> {
	try {
		const curve = { name: "ECDH", namedCurve: "P-256" };
		await crypto.subtle.importKey("raw", fromBase64Url(p256dh.replace(/=+$/, "")), curve, false, []);
		return true;
	} catch {
		return false;
	}
}

/** As much of it as may be read: no key, no secret, of a push endpoint only the host. */
export async function readableAddress(env: Env, row: ContactMethodRow) {
	const address = await openAddress(env, row);
	return {
		endpointHost: address && "endpoint" in address ? new URL(address.endpoint).host : null,
		url: address && "url" in address ? address.url : null,
		address: address && "address" in address ? address.address : null,
	};
}

/** Null when it does not open, which a changed MASTER_KEY makes of every one: the list must still be readable. */
export async function openAddress(env: Env, row: ContactMethodRow): Promise<Address | null> {
	try {
		return JSON.parse(await unseal(env, row.id, row.address)) as Address;
	} catch (error) {
		log("contact_method.unseal_failed", { methodId: row.id, error });
		return null;
	}
}
