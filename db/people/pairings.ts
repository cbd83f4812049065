import { and, eq, gt, isNull } from "drizzle-orm";
import { open } from "../platform/client.ts";
import { lies } from "../platform/places.ts";
import { invites, pairings } from "./sign-in-tables.ts";
import { users } from "./tables.ts";

lies("pairing", { table: pairings, under: { kind: "user", column: pairings.userId } });

export type Pairing = typeof pairings.$inferSelect;
export type Invite = typeof invites.$inferSelect;

export async function addPairing(d1: D1Database, pairing: Pairing): Promise<void> {
	await open(d1).insert(pairings).values(pairing);
}

export async function readPairing(d1: D1Database, userId: string, id: string): Promise<Pairing | null> {
	const [row] = await open(d1)
		.select()
		.from(pairings)
		.where(and(eq(pairings.id, id), eq(pairings.userId, userId)));
	return row ?? null;
}

/** Uses a pairing code up for this device and says whose it was; null when unknown, used or expired. */
export async function claimPairing(
	d1: D1Database,
	codeHash: string,
	deviceName: string,
	now: number,
): Promise<string | null> {
	const [claimed] = await open(d1)
		.update(pairings)
		.set({ claimedAt: now, deviceName })
		.where(and(eq(pairings.codeHash, codeHash), isNull(pairings.claimedAt), gt(pairings.expiresAt, now)))
		.returning({ userId: pairings.userId });
	return claimed?.userId ?? null;
}

export async function addInvite(d1: D1Database, invite: Invite): Promise<void> {
	await open(d1).insert(invites).values(invite);
}

/** An invite that can still be accepted, with the person it is for. */
export async function openInvite(
	d1: D1Database,
	secretHash: string,
	now: number,
): Promise<{ id: string; invitedBy: string; userId: string; name: string; timeZone: string } | null> {
	const [row] = await open(d1)
		.select()
		.from(invites)
		.innerJoin(users, eq(users.id, invites.userId))
		.where(and(eq(invites.secretHash, secretHash), isNull(invites.usedAt), gt(invites.expiresAt, now)));
	if (!row) return null;
	const { id, invitedBy, userId } = row.invites;
	return { id, invitedBy, userId, name: row.users.name, timeZone: row.users.timeZone };
}

/** False when somebody was faster. */
export async function useInvite(d1: D1Database, id: string, now: number): Promise<boolean> {
	const used = await open(d1)
		.update(invites)
		.set({ usedAt: now })
		.where(and(eq(invites.id, id), isNull(invites.usedAt)))
		.returning({ id: invites.id });
	return used.length > 0;
}
