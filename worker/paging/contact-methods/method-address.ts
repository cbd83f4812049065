/** What is kept, sealed, of a contact method: `contact_methods.address`. */
import type { ContactMethodRow } from "../../../db/paging/contact-methods.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { unseal } from "../../platform/vault/seal.ts";
import type { ReadableAddress } from "../channels/channel.ts";
import { addressFormOf } from "../channels/registry.ts";

const UNREADABLE: ReadableAddress = { endpointHost: null, url: null, address: null };

export async function readableAddress(env: Env, row: ContactMethodRow): Promise<ReadableAddress> {
	const kept = await openAddress(env, row);
	return kept === null ? UNREADABLE : { ...UNREADABLE, ...addressFormOf(row.kind).readable(kept) };
}

/** Null when it does not open, which a changed MASTER_KEY makes of every one: the list must still be readable. */
export async function openAddress(env: Env, row: ContactMethodRow): Promise<unknown> {
	try {
		return JSON.parse(await unseal(env, row.id, row.address));
	} catch (error) {
		log("contact_method.unseal_failed", { methodId: row.id, error });
		return null;
	}
}
