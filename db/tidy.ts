import { isNotNull, lt, or } from "drizzle-orm";
import { days } from "../worker/core/time.ts";
import { REMEMBERED_MS } from "./changes.ts";
import { open, runBatch } from "./client.ts";
import { idempotency } from "./schema.ts";
import { challenges, invites, pairings, sessions } from "./schema-auth.ts";
import { endedSessions } from "./sessions.ts";

/** The screen that shows a pairing code asks for some minutes what became of it. */
const SHOWN_MS = days(1);

/** Deletes what can never be used again: ended sessions, used or expired codes, links and challenges, old answers. */
export async function deleteExpired(d1: D1Database, now: number): Promise<void> {
	const db = open(d1);
	await runBatch(d1, [
		db.delete(sessions).where(endedSessions(now)),
		db.delete(challenges).where(lt(challenges.expiresAt, now)),
		db.delete(pairings).where(lt(pairings.expiresAt, now - SHOWN_MS)),
		db.delete(invites).where(or(lt(invites.expiresAt, now), isNotNull(invites.usedAt))),
		db.delete(idempotency).where(lt(idempotency.createdAt, now - REMEMBERED_MS)),
	]);
}
