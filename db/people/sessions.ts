import { and, desc, eq, gt, lte, or, sql } from "drizzle-orm";
import type { Role } from "../../worker/platform/rules/caller.ts";
import { days, hours } from "../../worker/platform/rules/time.ts";
import { open } from "../platform/client.ts";
import { lies } from "../platform/places.ts";
import { sessions } from "./sign-in-tables.ts";
import { users } from "./tables.ts";

lies("session", { table: sessions, under: { kind: "user", column: sessions.userId } });

const IDLE_MS = days(14);
const LONGEST_MS = days(90);
/** A session is marked as seen at most this often: every request would be a write. */
const SEEN_EVERY_MS = hours(1);

export interface Session {
	id: string;
	createdAt: number;
	lastSeenAt: number;
	userAgent: string;
}

export interface SessionOwner extends Session {
	user: { id: string; name: string; role: Role };
}

export async function createSession(
	d1: D1Database,
	session: { id: string; secretHash: string; userId: string; userAgent: string },
	now: number,
): Promise<void> {
	await open(d1)
		.insert(sessions)
		.values({ ...session, createdAt: now, lastSeenAt: now });
}

/** The live session behind a cookie, with its user; null when it has ended, idled for 14 days or is 90 days old. */
export async function sessionOfSecret(
	d1: D1Database,
	secretHash: string,
	now: number,
): Promise<SessionOwner | null> {
	const [row] = await open(d1)
		.select()
		.from(sessions)
		.innerJoin(users, eq(users.id, sessions.userId))
		.where(and(eq(sessions.secretHash, secretHash), isLive(now)));
	if (!row) return null;
	const { id, createdAt, lastSeenAt, userAgent } = row.sessions;
	if (now - lastSeenAt > SEEN_EVERY_MS)
		await open(d1).update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, id));
	const { id: userId, name, role } = row.users;
	return { id, createdAt, lastSeenAt, userAgent, user: { id: userId, name, role } };
}

function isLive(now: number) {
	return and(gt(sessions.lastSeenAt, now - IDLE_MS), gt(sessions.createdAt, now - LONGEST_MS));
}

/** Which sessions can never be used again. */
export function endedSessions(now: number) {
	return or(lte(sessions.lastSeenAt, now - IDLE_MS), lte(sessions.createdAt, now - LONGEST_MS));
}

/** Those of these sessions that have not ended. By primary key. */
export async function liveSessions(d1: D1Database, ids: string[], now: number): Promise<string[]> {
	if (ids.length === 0) return [];
	const among = sql`${sessions.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
	const found = await open(d1)
		.select({ id: sessions.id })
		.from(sessions)
		.where(and(among, isLive(now)));
	return found.map(({ id }) => id);
}

/** Live ones only, the most recently seen first. */
export async function listSessions(d1: D1Database, userId: string, now: number): Promise<Session[]> {
	const { id, createdAt, lastSeenAt, userAgent } = sessions;
	return open(d1)
		.select({ id, createdAt, lastSeenAt, userAgent })
		.from(sessions)
		.where(and(eq(sessions.userId, userId), isLive(now)))
		.orderBy(desc(sessions.lastSeenAt));
}

/** True when there was one to end. */
export async function endSession(d1: D1Database, userId: string, sessionId: string): Promise<boolean> {
	const ended = await open(d1)
		.delete(sessions)
		.where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)))
		.returning({ id: sessions.id });
	return ended.length > 0;
}
