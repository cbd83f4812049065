import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { DISPOSITIONS, type IncidentView } from "../../worker/incidents/rules/incident-types.ts";
import { ACK_CHANNELS, type ReviewFacts } from "../../worker/metrics/rules/facts.ts";
import { SEVERITIES } from "../../worker/paging/rules/severity.ts";
import { ACTOR_KINDS } from "../../worker/platform/rules/caller.ts";
import { flag, json } from "../platform/tables.ts";

/** A call of a person, short: who, when, and the hour of their week. */
export type PageTuple = [userId: string, at: number, weekHour: number];

/** A wait of the public, short. */
export type GapTuple = [gapMs: number, everySeconds: number | null];
export type ActionTuple = [dueAt: number, closedAt: number | null, isDropped: boolean];

/** One row an incident: its timeline, folded. Made from the projection, and made anew when that goes on. */
export const incidentFacts = sqliteTable(
	"incident_facts",
	{
		incidentId: text("incident_id").primaryKey(),
		number: integer("number").notNull(),
		serviceId: text("service_id").notNull(),
		severity: text("severity", { enum: SEVERITIES }).notNull(),
		sourceKind: text("source_kind").$type<IncidentView["source"]["kind"]>().notNull(),
		sourceId: text("source_id"),
		detectedAt: integer("detected_at").notNull(),
		triggeredAt: integer("triggered_at").notNull(),
		acknowledgedAt: integer("acknowledged_at"),
		resolvedAt: integer("resolved_at"),
		resolvedBy: text("resolved_by", { enum: ACTOR_KINDS }),
		reopenedCount: integer("reopened_count").notNull(),
		isDrill: flag("is_drill").notNull(),
		isMerged: flag("is_merged").notNull(),
		disposition: text("disposition", { enum: DISPOSITIONS }),
		pages: json<PageTuple[]>("pages").notNull(),
		pageCount: integer("page_count").notNull(),
		nightPageCount: integer("night_page_count").notNull(),
		updatesKept: integer("updates_kept").notNull(),
		updatesLate: integer("updates_late").notNull(),
		acknowledgedInTime: integer("acknowledged_in_time").notNull().default(0),
		acknowledgedLate: integer("acknowledged_late").notNull().default(0),
		stakeholdersKept: integer("stakeholders_kept").notNull().default(0),
		stakeholdersLate: integer("stakeholders_late").notNull().default(0),
		acknowledgedVia: text("acknowledged_via", { enum: ACK_CHANNELS }),
		updateGaps: json<GapTuple[]>("update_gaps").notNull().default([]),
		hasRunbook: flag("has_runbook").notNull().default(false),
		review: json<ReviewFacts>("review"),
		actions: json<ActionTuple[]>("actions").notNull().default([]),
		/** The last event folded in: a lower one never overwrites. */
		lastSeq: integer("last_seq").notNull(),
	},
	(table) => [
		index("incident_facts_by_time").on(table.triggeredAt),
		index("incident_facts_by_service").on(table.serviceId, table.triggeredAt),
	],
);

/**
 * Incidents that have gone on since they were folded, or whose review or action items have. Triggers of those tables put
 * them here.
 */
export const unfoldedIncidents = sqliteTable("unfolded_incidents", {
	incidentId: text("incident_id").primaryKey(),
	/** Another one for each change of a review or an action item: what changed while it was folded waits again. */
	mark: integer("mark").notNull().default(0),
});
