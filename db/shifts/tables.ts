import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { CHECK_IN_STEPS } from "../../worker/shifts/rules/check-in.ts";
import { type Asked, COVER_NEWS, COVER_STATES } from "../../worker/shifts/rules/cover.ts";
import { SHIFT_NEWS } from "../../worker/shifts/rules/hand-off.ts";
import { schedules } from "../oncall/tables.ts";
import { users } from "../people/tables.ts";
import { json, stored } from "../platform/tables.ts";

/** That somebody asks others to take a shift of theirs. */
export const coverRequests = sqliteTable(
	"cover_requests",
	{
		...stored(),
		scheduleId: text("schedule_id")
			.notNull()
			.references(() => schedules.id, { onDelete: "cascade" }),
		startsAt: integer("starts_at").notNull(),
		endsAt: integer("ends_at").notNull(),
		userId: text("user_id")
			.notNull()
			.references(() => users.id, { onDelete: "cascade" }),
		asked: json<Asked>("asked").notNull(),
		note: text("note").notNull(),
		state: text("state", { enum: COVER_STATES }).notNull(),
		takenById: text("taken_by_id"),
		/** What it became in the schedule. */
		overrideId: text("override_id"),
		/** In a swap, what the asker takes of whoever is asked, and what that became. */
		returnStartsAt: integer("return_starts_at"),
		returnEndsAt: integer("return_ends_at"),
		returnOverrideId: text("return_override_id"),
		/** When the tick looks at it next; null: never. */
		dueAt: integer("due_at"),
	},
	(table) => [
		index("cover_requests_by_state").on(table.state, table.startsAt),
		index("cover_requests_due").on(table.dueAt),
	],
);

/** That a person is to be told of a request: the mark that it was noticed and the word that waits to be sent. */
export const coverNotices = sqliteTable(
	"cover_notices",
	{
		requestId: text("request_id")
			.notNull()
			.references(() => coverRequests.id, { onDelete: "cascade" }),
		userId: text("user_id").notNull(),
		what: text("what", { enum: COVER_NEWS }).notNull(),
		attempts: integer("attempts").notNull(),
		/** Nobody else sends it before. */
		claimedUntil: integer("claimed_until").notNull(),
		settledAt: integer("settled_at"),
		outcome: text("outcome"),
	},
	(table) => [
		primaryKey({ columns: [table.requestId, table.userId, table.what] }),
		index("cover_notices_waiting").on(table.settledAt, table.claimedUntil),
	],
);

/** That a person is to be told of a shift or of a gap: the mark that it was noticed and the word that waits to be sent. */
export const shiftNotices = sqliteTable(
	"shift_notices",
	{
		scheduleId: text("schedule_id")
			.notNull()
			.references(() => schedules.id, { onDelete: "cascade" }),
		userId: text("user_id").notNull(),
		what: text("what", { enum: SHIFT_NEWS }).notNull(),
		startsAt: integer("starts_at").notNull(),
		attempts: integer("attempts").notNull(),
		/** Nobody else sends it before. */
		claimedUntil: integer("claimed_until").notNull(),
		settledAt: integer("settled_at"),
		outcome: text("outcome"),
		/** Of the word to whoever begins: when a device of theirs said that it arrived. */
		receivedAt: integer("received_at"),
	},
	(table) => [
		primaryKey({ columns: [table.scheduleId, table.userId, table.what, table.startsAt] }),
		index("shift_notices_waiting").on(table.settledAt, table.claimedUntil),
	],
);

/** Only of people who changed something; the others have the default. */
export const checkInSettings = sqliteTable("check_in_settings", {
	userId: text("user_id")
		.primaryKey()
		.references(() => users.id, { onDelete: "cascade" }),
	weekday: integer("weekday").notNull(),
	hour: integer("hour").notNull(),
	/** Who changed nothing has version 1. */
	version: integer("version").notNull(),
});

/** One a person and week: the mark that it was noticed, the word that waits to be sent, and what came of it. */
export const checkIns = sqliteTable(
	"check_ins",
	{
		userId: text("user_id")
			.notNull()
			.references(() => users.id, { onDelete: "cascade" }),
		/** The Monday of the week, where the person is. */
		week: text("week").notNull(),
		dueAt: integer("due_at").notNull(),
		/** What is sent next. */
		step: text("step", { enum: CHECK_IN_STEPS }).notNull(),
		answeredAt: integer("answered_at"),
		attempts: integer("attempts").notNull(),
		/** Nobody sends it before. */
		claimedUntil: integer("claimed_until").notNull(),
		settledAt: integer("settled_at"),
		outcome: text("outcome"),
	},
	(table) => [
		primaryKey({ columns: [table.userId, table.week] }),
		index("check_ins_waiting").on(table.settledAt, table.claimedUntil),
	],
);
