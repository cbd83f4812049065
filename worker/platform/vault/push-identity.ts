import webpush from "web-push";
import type { Env } from "../env.ts";
import { log } from "../log.ts";
import { seal, unseal } from "./seal.ts";
import type { VaultStore } from "./vault-store.ts";

const ROW = "vapid";

export interface PushKeys {
	publicKey: string;
	privateKey: string;
}

/**
 * The pair of keys that phones subscribe to: the first row that this MASTER_KEY opens, else a new one. A row that does
 * not open is kept, so that whoever puts an earlier MASTER_KEY back has their phones back with it.
 */
export async function pushKeys(env: Env, store: VaultStore): Promise<PushKeys> {
	for (let nth = 1; ; nth += 1) {
		const row = nth === 1 ? ROW : `${ROW}-${nth}`;
		// Two first callers may both have made a pair; the one stored first is the identity.
		const kept = store.read(row) ?? store.writeOnce(row, await made(env, row));
		const opened = await unseal(env, row, kept).catch(() => null);
		if (opened !== null) return JSON.parse(opened) as PushKeys;
		log("vault.push_keys_not_opened", { row });
	}
}

async function made(env: Env, row: string): Promise<string> {
	return seal(env, row, JSON.stringify(webpush.generateVAPIDKeys()));
}
