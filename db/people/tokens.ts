import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { ROLES, type Scope } from "../../worker/platform/rules/caller.ts";
import { open } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { json, stored } from "../platform/tables.ts";

export const tokens = sqliteTable(
	"tokens",
	{
		...stored(),
		name: text("name").notNull(),
		role: text("role", { enum: ROLES }).notNull(),
		expiresAt: integer("expires_at"),
		/** SHA-256 (hex) of the whole token. */
		secretHash: text("secret_hash").notNull(),
		/** What it is restricted to; null: to nothing but its role. */
		scopes: json<Scope[]>("scopes"),
		lastUsedAt: integer("last_used_at"),
	},
	(table) => [uniqueIndex("tokens_by_secret").on(table.secretHash)],
);

export type TokenRow = typeof tokens.$inferSelect;

export const tokenRows = repository("token", tokens);

/** Those of these tokens that are there and have not expired. By primary key. */
export async function liveTokens(d1: D1Database, ids: string[], now: number): Promise<string[]> {
	if (ids.length === 0) return [];
	const among = sql`${tokens.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
	const isLive = or(isNull(tokens.expiresAt), gt(tokens.expiresAt, now));
	const found = await open(d1).select({ id: tokens.id }).from(tokens).where(and(among, isLive));
	return found.map(({ id }) => id);
}

/** The token with this secret's hash, expired or not; by the index `tokens_by_secret`. */
export async function tokenOfSecret(d1: D1Database, secretHash: string): Promise<TokenRow | null> {
	const [row] = await open(d1).select().from(tokens).where(eq(tokens.secretHash, secretHash)).limit(1);
	return row ?? null;
}

/** Says that a token was used. No version, no audit line: nobody changed it. */
export async function noteTokenUse(d1: D1Database, id: string, at: number): Promise<void> {
	await open(d1).update(tokens).set({ lastUsedAt: at }).where(eq(tokens.id, id));
}
