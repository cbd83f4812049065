import { createHash, randomBytes } from "node:crypto";
import { newId } from "../../worker/platform/vault/ids.ts";
import type { Instance } from "./instance.ts";

/** The headers of a browser in which this person is signed in, on our own pages. */
export async function signIn(instance: Instance, userId: string): Promise<Record<string, string>> {
	const secret = randomBytes(32).toString("base64url");
	const hash = createHash("sha256").update(secret).digest("hex");
	const database = await instance.database();
	const now = Date.now();
	const statement = database
		.prepare(
			`INSERT INTO sessions (id, secret_hash, user_id, user_agent, created_at, last_seen_at)
			VALUES (?, ?, ?, 'a test', ?, ?)`,
		)
		.bind(newId("session"), hash, userId, now, now) as { all(): Promise<unknown> };
	await statement.all();
	return { authorization: "", cookie: `tocsin=${secret}`, origin: instance.url };
}
