import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { HEARD, METHOD_STATES } from "../../worker/paging/rules/paging-plan.ts";
import type { SeverityPolicy } from "../../worker/paging/rules/severity.ts";
import { METHOD_KINDS } from "../../worker/people/rules/person.ts";
import { users } from "../people/tables.ts";
import { json, stored } from "../platform/tables.ts";

export const contactMethods = sqliteTable(
	"contact_methods",
	{
		...stored(),
		userId: text("user_id")
			.notNull()
			.references(() => users.id, { onDelete: "cascade" }),
		kind: text("kind", { enum: METHOD_KINDS }).notNull(),
		name: text("name").notNull(),
		state: text("state", { enum: METHOD_STATES }).notNull(),
		/** Sealed JSON, opened only with this row's id: see architecture.md, rule 9. */
		address: text("address").notNull(),
		/** SHA-256 of a push endpoint: the same phone registered again finds its row. */
		endpointHash: text("endpoint_hash"),
		/** A keyed hash of a number whose replies count for its person. */
		numberHash: text("number_hash"),
		/** Why it was turned off, for people; null while it is not, or where its provider alone knows. */
		stateReason: text("state_reason"),
		/** The last word of the device itself that a page arrived, and how long that page took to arrive. */
		lastReceiptAt: integer("last_receipt_at"),
		lastReceiptMs: integer("last_receipt_ms"),
		/** The hours of the day, in UTC, in which one ever arrived: bit 0 is midnight. */
		receiptHours: integer("receipt_hours").notNull().default(0),
		/** When somebody last sent it a test page. */
		lastTestAt: integer("last_test_at"),
		/** What its owner last said of how a page sounded there, and when. */
		heard: text("heard", { enum: HEARD }),
		heardAt: integer("heard_at"),
	},
	(table) => [
		index("contact_methods_by_user").on(table.userId),
		uniqueIndex("contact_methods_by_endpoint").on(table.endpointHash),
		uniqueIndex("contact_methods_by_number").on(table.numberHash).where(sql`state = 'active'`),
	],
);

/** The code that was sent last to prove an address. One row for each method at most. */
export const methodCodes = sqliteTable("method_codes", {
	methodId: text("method_id")
		.primaryKey()
		.references(() => contactMethods.id, { onDelete: "cascade" }),
	/** A keyed hash: who has only the database cannot try all codes. */
	codeHash: text("code_hash").notNull(),
	/** The sealed address that it was sent to: it proves no other. */
	address: text("address").notNull(),
	sentAt: integer("sent_at").notNull(),
	expiresAt: integer("expires_at").notNull(),
	/** How many wrong codes may still be tried. */
	triesLeft: integer("tries_left").notNull(),
	/** Since when, and how many times, codes were sent: it bounds them in an hour. */
	countedFrom: integer("counted_from").notNull(),
	sends: integer("sends").notNull(),
});

/** One row at most: the policy as edited. None: the default of the rules. */
export const severityPolicy = sqliteTable("severity_policy", {
	...stored(),
	items: json<SeverityPolicy>("items").notNull(),
});
