import { sql } from "drizzle-orm";
import { check, customType, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Actor } from "../../worker/platform/rules/caller.ts";
import type { StoredShape } from "../../worker/platform/rules/stored-shape.ts";

/** Words come from the rules, shapes that nobody searches by are JSON. Instants are epoch ms. */
export const json = <Shape>(name: string) => text(name, { mode: "json" }).$type<Shape>();
/**
 * JSON that carries its version. What a newer version of the code wrote is read as it is. An earlier one wrote the word
 * "null" where a column that may be null has nothing.
 */
export const shaped = <Shape extends object>(name: string, shape: StoredShape<Shape>) =>
	customType<{ data: Shape; driverData: string }>({
		dataType: () => "text",
		toDriver: (value) => shape.toText(value),
		fromDriver: (text) => (text === "null" ? null : shape.fromText(text).value) as Shape,
	})(name);
export const flag = (name: string) => integer(name, { mode: "boolean" });

/** What every stored thing carries: see `contract/stored.ts`. */
export const stored = () => ({
	id: text("id").primaryKey(),
	version: integer("version").notNull().default(1),
	createdAt: integer("created_at").notNull(),
	updatedAt: integer("updated_at").notNull(),
});

/** Who refers to whom, written with every change, so that nothing disappears under what needs it. */
export const refs = sqliteTable(
	"refs",
	{ fromId: text("from_id").notNull(), toId: text("to_id").notNull() },
	(table) => [primaryKey({ columns: [table.fromId, table.toId] }), index("refs_by_target").on(table.toId)],
);

/** The remembered answers of POSTs with an `Idempotency-Key`, for 24 h. */
export const idempotency = sqliteTable(
	"idempotency",
	{
		credential: text("credential").notNull(),
		key: text("key").notNull(),
		bodyHash: text("body_hash").notNull(),
		status: integer("status").notNull(),
		/** The answer without its one-time secrets. */
		answer: text("answer").notNull(),
		createdAt: integer("created_at").notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.credential, table.key] }),
		index("idempotency_by_age").on(table.createdAt),
	],
);

export const auditLog = sqliteTable(
	"audit_log",
	{
		id: text("id").primaryKey(),
		at: integer("at").notNull(),
		actor: json<Actor>("actor").notNull(),
		/** Read from `actor`, so that an index can find it. */
		actorId: text("actor_id").generatedAlwaysAs(sql`json_extract(actor, '$.id')`, { mode: "virtual" }),
		/** "user.created", "policy.updated", "token.deleted". */
		action: text("action").notNull(),
		targetKind: text("target_kind").notNull(),
		targetId: text("target_id").notNull(),
		before: json<Record<string, unknown>>("before"),
		after: json<Record<string, unknown>>("after"),
		requestId: text("request_id").notNull(),
	},
	(table) => [
		index("audit_log_by_target").on(table.targetId),
		index("audit_log_by_action").on(table.action, table.id),
		index("audit_log_by_actor").on(table.actorId, table.id),
	],
);

/** One row, one number: every change of configuration adds one, so that caches know they are old. */
export const configVersion = sqliteTable(
	"config_version",
	{ id: integer("id").primaryKey(), version: integer("version").notNull() },
	(table) => [check("config_version_is_one_row", sql`${table.id} = 1`)],
);
