import { and, eq, sql } from "drizzle-orm";
import { type Change, changeStatements } from "../platform/changes.ts";
import { open, runBatch } from "../platform/client.ts";
import { identities, singleSignOn } from "./sign-in-tables.ts";
import { users } from "./tables.ts";

export type SingleSignOn = typeof singleSignOn.$inferSelect;

/** The provider at which people sign in; null while there is none. */
export async function readSingleSignOn(d1: D1Database): Promise<SingleSignOn | null> {
	const [row] = await open(d1).select().from(singleSignOn).limit(1);
	return row ?? null;
}

/** `before` is the version that the editor saw, 0 for none. `to` is null to sign in there no longer. */
export async function changeSingleSignOn(
	d1: D1Database,
	before: number,
	to: SingleSignOn | null,
	change: Change,
): Promise<"changed" | "stale"> {
	const db = open(d1);
	const isStill = sql`COALESCE((SELECT version FROM ${singleSignOn}), 0) = ${before}`;
	const seen = eq(singleSignOn.version, before);
	const write =
		to === null
			? db.delete(singleSignOn).where(seen)
			: before === 0
				? db.insert(singleSignOn).values(to).onConflictDoNothing()
				: db.update(singleSignOn).set(to).where(seen);
	const { changes } = await runBatch(d1, [...changeStatements(change, isStill), write]);
	return changes === 1 ? "changed" : "stale";
}

/** Who this is at the provider; null when they have not come in from there. By primary key. */
export async function ownerOfIdentity(
	d1: D1Database,
	issuer: string,
	subject: string,
): Promise<string | null> {
	const [row] = await open(d1)
		.select({ userId: identities.userId })
		.from(identities)
		.where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)))
		.limit(1);
	return row?.userId ?? null;
}

/** Remembers who this is at the provider. The first word counts: answers whose identity it is now. */
export async function claimIdentity(
	d1: D1Database,
	identity: typeof identities.$inferInsert,
): Promise<string | null> {
	await open(d1).insert(identities).values(identity).onConflictDoNothing();
	return ownerOfIdentity(d1, identity.issuer, identity.subject);
}

/** The people with this email, whatever its capitals; at most two. Reads every person: there are few. */
export async function usersWithEmail(d1: D1Database, email: string): Promise<string[]> {
	const rows = await open(d1)
		.select({ id: users.id })
		.from(users)
		.where(sql`lower(${users.email}) = lower(${email})`)
		.limit(2);
	return rows.map(({ id }) => id);
}
