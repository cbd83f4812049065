import type { Env } from "../platform/env.ts";
import { sha256Hex, toBase64Url } from "../platform/vault/digest.ts";
import { deriveBits } from "../platform/vault/keys.ts";
import { unseal } from "../platform/vault/seal.ts";
import { Settled } from "../platform/vault/settled.ts";
import type { Reach } from "./message.ts";
import { type SubscriberKind, sameTarget } from "./rules/subscription.ts";
import type { KeptSubscriber } from "./subscriber-store.ts";

const salts = new Settled<string>();

/** By it an address is found again. Without the master key nobody can try which addresses are there. */
export async function targetHash(env: Env, kind: SubscriberKind, target: string): Promise<string> {
	const salt = await salts.get(env.MASTER_KEY ?? "", async () =>
		toBase64Url(new Uint8Array(await deriveBits(env, "subscriber-address"))),
	);
	return sha256Hex(`${salt} ${kind} ${sameTarget(kind, target)}`);
}

/** Throws when the master key is another than the one it was sealed with. */
export async function openReach(env: Env, { id, kind, target: sealed }: KeptSubscriber): Promise<Reach> {
	const opened: { target: string; secret: string | null } = JSON.parse(await unseal(env, id, sealed));
	return { kind, ...opened };
}
