import { and, eq, type SQL } from "drizzle-orm";
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { TICKET_STATES } from "../../worker/incidents/rules/ticket.ts";
import { open } from "../platform/client.ts";
import { outbox } from "../platform/outbox.ts";
import { flag } from "../platform/tables.ts";

/**
 * That an incident is to have a ticket: written before anybody is asked, so that a lost answer does not make a second
 * one. One an incident, for good.
 */
export const incidentTickets = sqliteTable(
	"incident_tickets",
	{
		incidentId: text("incident_id").primaryKey(),
		/** An issue tracker or an outgoing webhook. */
		targetId: text("target_id").notNull(),
		/** A UUID by which the ticket is found again. */
		marker: text("marker").notNull(),
		state: text("state", { enum: TICKET_STATES }).notNull(),
		attempts: integer("attempts").notNull(),
		/** Nobody else asks before. */
		claimedUntil: integer("claimed_until").notNull(),
		/** A request to create it may have been carried out: it is looked for before another one. */
		mayExist: flag("may_exist").notNull(),
		requestedAt: integer("requested_at").notNull(),
	},
	(table) => [index("incident_tickets_waiting").on(table.state, table.claimedUntil)],
);

export type TicketRow = typeof incidentTickets.$inferSelect;

const NOTE = `INSERT INTO incident_tickets
	(incident_id, target_id, marker, state, attempts, claimed_until, may_exist, requested_at)
VALUES (?1, ?2, ?3, 'creating', 0, 0, 0, ?4) ON CONFLICT DO NOTHING`;

/** For the batch that projects the incident. One that is noted stays as it is. */
export function ticketStatement(
	d1: D1Database,
	incidentId: string,
	{ targetId, marker }: { targetId: string; marker: string },
	now: number,
): D1PreparedStatement {
	return d1.prepare(NOTE).bind(incidentId, targetId, marker, now);
}

/** Uses incident_tickets_waiting. */
export const ticketOutbox = outbox(incidentTickets, eq(incidentTickets.state, "creating"), ["incidentId"]);

/** Writes down that a request is about to leave; false when it is no longer ours. */
export async function ticketLeaves(d1: D1Database, row: TicketRow): Promise<boolean> {
	const left = await open(d1)
		.update(incidentTickets)
		.set({ mayExist: true })
		.where(ticketIsOurs(row))
		.returning({ id: incidentTickets.incidentId });
	return left.length === 1;
}

/** Holds while nobody else has taken it. */
export function ticketIsOurs({ incidentId, claimedUntil }: TicketRow): SQL | undefined {
	return and(
		eq(incidentTickets.incidentId, incidentId),
		eq(incidentTickets.state, "creating"),
		eq(incidentTickets.claimedUntil, claimedUntil),
	);
}
