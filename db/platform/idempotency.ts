import { and, eq, gt } from "drizzle-orm";
import { REMEMBERED_MS, type Remembered } from "./changes.ts";
import { open } from "./client.ts";
import { idempotency } from "./tables.ts";

/** What was answered to this key within the last 24 h. */
export async function rememberedAnswer(
	d1: D1Database,
	credential: string,
	key: string,
	now: number,
): Promise<Remembered | null> {
	const mine = and(eq(idempotency.credential, credential), eq(idempotency.key, key));
	const fresh = gt(idempotency.createdAt, now - REMEMBERED_MS);
	const [row] = await open(d1).select().from(idempotency).where(and(mine, fresh)).limit(1);
	return row ?? null;
}

/** Remembers an answer whose effects are elsewhere. An earlier one of the same key stays. */
export async function rememberAnswer(d1: D1Database, remembered: Remembered): Promise<void> {
	await open(d1).insert(idempotency).values(remembered).onConflictDoNothing();
}
