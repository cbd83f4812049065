import { and, count, eq, isNull, sql } from "drizzle-orm";
import { open, runBatch } from "../platform/client.ts";
import { challenges, passkeys, recoveryCodes } from "./sign-in-tables.ts";

export type Passkey = typeof passkeys.$inferSelect;

/** False while nobody can sign in by passkey: then set-up is open. */
export async function anyPasskey(d1: D1Database): Promise<boolean> {
	const [row] = await open(d1).select({ id: passkeys.id }).from(passkeys).limit(1);
	return row !== undefined;
}

export async function passkeysOf(d1: D1Database, userId: string): Promise<Passkey[]> {
	return open(d1).select().from(passkeys).where(eq(passkeys.userId, userId)).orderBy(passkeys.createdAt);
}

export async function readPasskey(d1: D1Database, id: string): Promise<Passkey | null> {
	const [row] = await open(d1).select().from(passkeys).where(eq(passkeys.id, id));
	return row ?? null;
}

export async function addPasskey(d1: D1Database, passkey: Passkey): Promise<void> {
	await open(d1).insert(passkeys).values(passkey);
}

/** The authenticator's counter, which must never fall, and when it was used. */
export async function notePasskeyUse(d1: D1Database, id: string, counter: number, at: number): Promise<void> {
	await open(d1)
		.update(passkeys)
		.set({ counter: sql`max(${passkeys.counter}, ${counter})`, lastUsedAt: at })
		.where(eq(passkeys.id, id));
}

/** False when this person has no such passkey. */
export async function renamePasskey(
	d1: D1Database,
	userId: string,
	id: string,
	name: string,
): Promise<boolean> {
	const renamed = await open(d1)
		.update(passkeys)
		.set({ name })
		.where(and(eq(passkeys.id, id), eq(passkeys.userId, userId)))
		.returning({ id: passkeys.id });
	return renamed.length > 0;
}

export async function removePasskey(d1: D1Database, userId: string, id: string): Promise<void> {
	await open(d1)
		.delete(passkeys)
		.where(and(eq(passkeys.id, id), eq(passkeys.userId, userId)));
}

/** Uses a challenge up: false when it was used before. It is kept, by its hash, until its time is over. */
export async function useChallenge(d1: D1Database, used: typeof challenges.$inferInsert): Promise<boolean> {
	const kept = await open(d1)
		.insert(challenges)
		.values(used)
		.onConflictDoNothing()
		.returning({ challenge: challenges.challenge });
	return kept.length > 0;
}

/** Replaces all codes of the user. */
export async function replaceRecoveryCodes(d1: D1Database, userId: string, hashes: string[]): Promise<void> {
	const db = open(d1);
	await runBatch(d1, [
		db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId)),
		db.insert(recoveryCodes).values(hashes.map((codeHash) => ({ codeHash, userId, usedAt: null }))),
	]);
}

/** Uses a code up and says whose it was; null for an unknown or used one. */
export async function useRecoveryCode(d1: D1Database, codeHash: string, now: number): Promise<string | null> {
	const [used] = await open(d1)
		.update(recoveryCodes)
		.set({ usedAt: now })
		.where(and(eq(recoveryCodes.codeHash, codeHash), isNull(recoveryCodes.usedAt)))
		.returning({ userId: recoveryCodes.userId });
	return used?.userId ?? null;
}

export async function recoveryCodesLeft(d1: D1Database, userId: string): Promise<number> {
	const [row] = await open(d1)
		.select({ left: count() })
		.from(recoveryCodes)
		.where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
	return row?.left ?? 0;
}
