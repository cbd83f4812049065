import type { FieldError } from "../../platform/contract/problem.ts";
import type { AppContext } from "../../platform/http/app-env.ts";
import { fieldError } from "../../platform/http/input.ts";
import { blockedTarget } from "../../platform/http/targets.ts";
import { fromBase64Url } from "../../platform/vault/digest.ts";
import type { AddressForm, GivenAddress } from "../channels/channel.ts";

/** What keeps us from sending to this address, beyond its shape. */
export async function refuseDestination(
	c: AppContext,
	form: AddressForm,
	given: GivenAddress[keyof GivenAddress],
): Promise<FieldError[]> {
	const wrong = form.wrong?.(given) ?? null;
	if (wrong !== null) return [fieldError(`/${form.field}`, wrong)];
	const destination = form.destination?.(given);
	switch (destination?.by) {
		case undefined:
			return [];
		case "http":
			return blockedTarget(c, "webhook", destination.url, `/${form.field}`);
		case "web-push": {
			const { endpoint, keys } = destination.subscription;
			const errors = blockedTarget(c, "push", endpoint, `/${form.field}/endpoint`);
			if (await isPoint(keys.p256dh)) return errors;
			return [...errors, fieldError(`/${form.field}/keys/p256dh`, "must be a valid P-256 key")];
		}
	}
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
