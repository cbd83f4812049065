import { eq, isNull, sql } from "drizzle-orm";
import type { DigestSettings } from "../../worker/digests/rules/digest-week.ts";
import { users } from "../people/tables.ts";
import { open } from "../platform/client.ts";
import { outbox } from "../platform/outbox.ts";
import { digestSettings, digests } from "./tables.ts";

export type DigestRow = typeof digests.$inferSelect;

/** A person as far as digests look. `settings` is null for who never changed them. */
export interface Reader {
	userId: string;
	timeZone: string;
	createdAt: number;
	settings: (DigestSettings & { version: number }) | null;
	/** The last week that was written down for them. */
	lastWeek: string | null;
}

const { wanted, weekday, hour, version } = digestSettings;

const readers = (d1: D1Database) =>
	open(d1)
		.select({
			userId: users.id,
			timeZone: users.timeZone,
			createdAt: users.createdAt,
			settings: { wanted, weekday, hour, version },
			lastWeek: sql<string | null>`(SELECT MAX(week) FROM ${digests} WHERE ${digests.userId} = ${users.id})`,
		})
		.from(users)
		.leftJoin(digestSettings, eq(digestSettings.userId, users.id));

/** Everybody: who is due depends on their zone and their choice. A row of each person and one of an index is read. */
export async function allReaders(d1: D1Database): Promise<Reader[]> {
	return readers(d1);
}

export async function readReader(d1: D1Database, userId: string): Promise<Reader | null> {
	const [row] = await readers(d1).where(eq(users.id, userId));
	return row ?? null;
}

/** False when they are no longer of version `seen`: nothing was written. They are of the next version then. */
export async function saveDigestSettings(
	d1: D1Database,
	userId: string,
	settings: DigestSettings,
	seen: number,
): Promise<boolean> {
	const row = { ...settings, version: seen + 1 };
	const written = await open(d1)
		.insert(digestSettings)
		.values({ userId, ...row })
		.onConflictDoUpdate({ target: digestSettings.userId, set: row, setWhere: eq(version, seen) })
		.returning({ version });
	return written.length === 1;
}

/** A digest of a week is noted once a person. Uses digests_waiting. */
export const digestOutbox = outbox(digests, isNull(digests.settledAt), ["userId", "week"]);
