import type { z } from "zod";
import type { FieldError } from "../../../platform/contract/problem.ts";
import type { AppContext } from "../../../platform/http/app-env.ts";
import { fieldError } from "../../../platform/http/input.ts";
import { blockedTarget } from "../../../platform/http/targets.ts";
import { fromBase64Url } from "../../../platform/vault/digest.ts";
import type { Channel } from "../channel.ts";
import type { subscription } from "./contract.ts";
import { type PushSubscription, readyNotice, readyPush } from "./send.ts";

export const push: Channel<"subscription", PushSubscription> = {
	field: "subscription",
	refuse,
	keep: ({ endpoint, keys }) => ({ endpoint, keys }),
	readable: ({ endpoint }) => ({ endpointHost: new URL(endpoint).host }),
	device: ({ endpoint }) => endpoint,
	ready: readyPush,
	readyNotice,
};

/** What is wrong with it beyond its shape: whose endpoint it is, and whether its key is a point of P-256. */
async function refuse(
	c: AppContext,
	{ endpoint, keys }: z.output<typeof subscription>,
): Promise<FieldError[]> {
	const errors = blockedTarget(c, "push", endpoint, "/subscription/endpoint");
	if (await isPoint(keys.p256dh)) return errors;
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
