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
		/** By which of their methods a person is told; null: by whatever carries it. Of a webhook: null. */
		channel: text("channel"),
		/** It waited for the team's hours; a newer word then takes its place. */
		notBefore: integer("not_before"),
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

const NOTE = `INSERT INTO incident_notices
	(incident_id, seq, user_id, what, message, channel, not_before, attempts, claimed_until)
SELECT ?1, value ->> 'seq', value ->> 'userId', value ->> 'what', value ->> 'message', value ->> 'channel',
	value ->> 'notBefore', 0, coalesce(value ->> 'notBefore', 0) FROM json_each(?2)
WHERE TRUE ON CONFLICT DO NOTHING`;

/** For the batch that projects the incident. What is noted stays as it is. */
export function noticeStatement(d1: D1Database, incidentId: string, told: PersonTold[]): D1PreparedStatement {
	return d1.prepare(NOTE).bind(incidentId, JSON.stringify(told));
}

const NEWER = `SELECT 1 FROM incident_notices
WHERE incident_id = ?1 AND seq > ?2 AND user_id = ?3 AND what IN ('update', 'ended') LIMIT 1`;

/** Somebody is told something later of the same incident. Uses the primary key. */
export async function isOutdated(d1: D1Database, row: IncidentNoticeRow): Promise<boolean> {
	const newer = await d1.prepare(NEWER).bind(row.incidentId, row.seq, row.userId).first();
	return newer !== null;
}

/** Uses incident_notices_waiting. */
export const incidentNoticeOutbox = outbox(incidentNotices, isNull(incidentNotices.settledAt), [
	"incidentId",
	"seq",
	"userId",
]);
