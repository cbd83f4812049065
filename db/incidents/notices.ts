import { isNull } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { type PersonTold, TOLD_OF } from "../../worker/incidents/rules/told-people.ts";
import { outbox } from "../platform/outbox.ts";

/** That a person is to be told of an incident: the mark that it was noticed and the word that waits to be sent. */
export const incidentNotices = sqliteTable(
	"incident_notices",
	{
		incidentId: text("incident_id").notNull(),
		seq: integer("seq").notNull(),
		userId: text("user_id").notNull(),
		what: text("what", { enum: TOLD_OF }).notNull(),
		message: text("message").notNull(),
		attempts: integer("attempts").notNull(),
		/** Nobody else sends it before. */
		claimedUntil: integer("claimed_until").notNull(),
		settledAt: integer("settled_at"),
		outcome: text("outcome"),
	},
	(table) => [
		primaryKey({ columns: [table.incidentId, table.seq, table.userId] }),
		index("incident_notices_waiting").on(table.settledAt, table.claimedUntil),
	],
);

export type IncidentNoticeRow = typeof incidentNotices.$inferSelect;

const NOTE = `INSERT INTO incident_notices (incident_id, seq, user_id, what, message, attempts, claimed_until)
SELECT ?1, value ->> 'seq', value ->> 'userId', value ->> 'what', value ->> 'message', 0, 0 FROM json_each(?2)
WHERE TRUE ON CONFLICT DO NOTHING`;

/** For the batch that projects the incident. What is noted stays as it is. */
export function noticeStatement(d1: D1Database, incidentId: string, told: PersonTold[]): D1PreparedStatement {
	return d1.prepare(NOTE).bind(incidentId, JSON.stringify(told));
}

/** Uses incident_notices_waiting. */
export const incidentNoticeOutbox = outbox(incidentNotices, isNull(incidentNotices.settledAt), [
	"incidentId",
	"seq",
	"userId",
]);
