import { expect, it } from "vitest";
import type { Env } from "../../../worker/platform/env.ts";
import { pushKeys } from "../../../worker/platform/vault/push-identity.ts";
import { VaultStore } from "../../../worker/platform/vault/vault-store.ts";
import { memoryStorage } from "../../support/sql-storage.ts";

const under = (MASTER_KEY: string) => ({ MASTER_KEY }) as Env;

it("the keys that phones subscribe to are made once, whoever asks first", async () => {
	const store = new VaultStore(memoryStorage());
	const [one, other] = await Promise.all([pushKeys(under("a"), store), pushKeys(under("a"), store)]);
	expect(other).toEqual(one);
	expect(await pushKeys(under("a"), store)).toEqual(one);
});

it("after a change of MASTER_KEY phones can subscribe again, and the key put back has the old ones", async () => {
	const store = new VaultStore(memoryStorage());
	const before = await pushKeys(under("a"), store);
	const after = await pushKeys(under("b"), store);
	expect(after.publicKey).not.toBe(before.publicKey);
	expect(await pushKeys(under("b"), store)).toEqual(after);
	expect(await pushKeys(under("a"), store)).toEqual(before);
	expect((await pushKeys(under("c"), store)).publicKey).not.toBe(after.publicKey);
});
