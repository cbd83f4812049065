import { expect, it } from "vitest";
import { vapidIdentity } from "../../../worker/paging/sending/vapid.ts";
import type { Env } from "../../../worker/platform/env.ts";
import { Settled } from "../../../worker/platform/vault/settled.ts";
import { sourcesOf } from "../../support/sources.ts";

/** A deployment whose vault answers as this says; between two isolates stands a network. */
function envWith(vapid: () => Promise<object>): Env {
	const VAULT = { idFromName: (name: string) => name, get: () => ({ vapid }) };
	return { MASTER_KEY: `key-${Math.random()}`, VAULT } as unknown as Env;
}

const IDENTITY = { subject: "https://status.shop.example", publicKey: "p", privateKey: "q" };
const never = () => new Promise<never>(() => {});

it("asks the vault again for the next page when the request that asked first was cancelled", async () => {
	const answers = [never, async () => IDENTITY, never];
	const env = envWith(() => (answers.shift() ?? never)());
	void vapidIdentity(env);
	expect(await vapidIdentity(env)).toEqual(IDENTITY);
	expect(await vapidIdentity(env)).toEqual(IDENTITY);
});

it("does not remember that the vault was broken", async () => {
	const answers = [() => Promise.reject(new Error("overloaded")), async () => IDENTITY];
	const env = envWith(() => (answers.shift() ?? never)());
	await expect(vapidIdentity(env)).rejects.toThrow("overloaded");
	expect(await vapidIdentity(env)).toEqual(IDENTITY);
});

it("makes a value once a key", async () => {
	const kept = new Settled<number>();
	let made = 0;
	const make = async () => ++made;
	expect([await kept.get("a", make), await kept.get("a", make), await kept.get("b", make)]).toEqual([
		1, 1, 2,
	]);
});

it("keeps no promise in module scope: it would die with the request that made it", () => {
	// What a function promises is no promise yet.
	const keeps = (line: string) =>
		/^(export )?(const|let) /.test(line) && /(?<!=> )(?<!\): )\bPromise</.test(line);
	const found = sourcesOf("worker", "db").flatMap(({ path, text }) =>
		text
			.split("\n")
			.filter(keeps)
			.map((line) => `${path}: ${line}`),
	);
	expect(found).toEqual([]);
});
