/** Who may come in: passkeys, sessions and the short-lived secrets that lead to them. Secrets are kept as hashes only. */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { CEREMONIES, type ChallengeSubject } from "../../worker/people/rules/ceremony.ts";
import { flag, stored } from "../platform/tables.ts";
import { users } from "./tables.ts";

const owner = () =>
	text("user_id")
		.notNull()
		.references(() => users.id, { onDelete: "cascade" });

export const sessions = sqliteTable(
	"sessions",
	{
		id: text("id").primaryKey(),
		/** SHA-256 (hex) of the cookie's value. */
		secretHash: text("secret_hash").notNull(),
		userId: owner(),
		createdAt: integer("created_at").notNull(),
		lastSeenAt: integer("last_seen_at").notNull(),
		/** What the person is shown: a device's name, or the browser's own words. */
		userAgent: text("user_agent").notNull(),
	},
	(table) => [
		uniqueIndex("sessions_by_secret").on(table.secretHash),
		index("sessions_by_user").on(table.userId),
	],
);

export const passkeys = sqliteTable(
	"passkeys",
	{
		/** The credential's own id, base64url. */
		id: text("id").primaryKey(),
		userId: owner(),
		/** COSE, base64url. */
		publicKey: text("public_key").notNull(),
		counter: integer("counter").notNull(),
		transports: text("transports", { mode: "json" }).$type<string[]>().notNull(),
		name: text("name").notNull(),
		createdAt: integer("created_at").notNull(),
		lastUsedAt: integer("last_used_at"),
	},
	(table) => [index("passkeys_by_user").on(table.userId)],
);

export const recoveryCodes = sqliteTable(
	"recovery_codes",
	{ codeHash: text("code_hash").primaryKey(), userId: owner(), usedAt: integer("used_at") },
	(table) => [index("recovery_codes_by_user").on(table.userId)],
);

/** Challenges that were used: each is good once. One that nobody answered was never stored. */
export const challenges = sqliteTable("challenges", {
	/** SHA-256 (hex) of it. */
	challenge: text("challenge").primaryKey(),
	ceremony: text("ceremony", { enum: CEREMONIES }).notNull(),
	subject: text("subject", { mode: "json" }).$type<ChallengeSubject>(),
	expiresAt: integer("expires_at").notNull(),
});

export const pairings = sqliteTable(
	"pairings",
	{
		id: text("id").primaryKey(),
		codeHash: text("code_hash").notNull(),
		userId: owner(),
		expiresAt: integer("expires_at").notNull(),
		claimedAt: integer("claimed_at"),
		deviceName: text("device_name"),
	},
	(table) => [uniqueIndex("pairings_by_code").on(table.codeHash)],
);

export const invites = sqliteTable(
	"invites",
	{
		id: text("id").primaryKey(),
		secretHash: text("secret_hash").notNull(),
		userId: owner(),
		invitedBy: text("invited_by").notNull(),
		expiresAt: integer("expires_at").notNull(),
		usedAt: integer("used_at"),
	},
	(table) => [uniqueIndex("invites_by_secret").on(table.secretHash)],
);

export const userSettings = sqliteTable("user_settings", {
	userId: text("user_id")
		.primaryKey()
		.references(() => users.id, { onDelete: "cascade" }),
	tapToAcknowledge: integer("tap_to_acknowledge", { mode: "boolean" }).notNull(),
});

/** One row at most: the OpenID provider at which people sign in. */
export const singleSignOn = sqliteTable("single_sign_on", {
	...stored(),
	name: text("name").notNull(),
	issuer: text("issuer").notNull(),
	clientId: text("client_id").notNull(),
	/** Sealed with the row's id; null for a public client. */
	clientSecret: text("client_secret"),
	createsObservers: flag("creates_observers").notNull(),
});

/** Who is who at a provider: `subject` is the provider's own name for a person, which never becomes somebody else's. */
export const identities = sqliteTable(
	"identities",
	{
		issuer: text("issuer").notNull(),
		subject: text("subject").notNull(),
		userId: owner(),
		createdAt: integer("created_at").notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.issuer, table.subject] }),
		index("identities_by_user").on(table.userId),
	],
);
