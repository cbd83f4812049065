import { isNotNull } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import {
	INCIDENT_STATES,
	INCIDENT_STATUSES,
	INCIDENT_VIEW,
} from "../../worker/incidents/rules/incident-types.ts";
import { PUBLIC_INCIDENT } from "../../worker/incidents/rules/public-view.ts";
import { SEVERITIES } from "../../worker/paging/rules/severity.ts";
import type { Actor } from "../../worker/platform/rules/caller.ts";
import { flag, json, shaped, stored } from "../platform/tables.ts";

/** The projection of the incident objects: whole views, and the columns that lists need. */
export const incidents = sqliteTable(
	"incidents",
	{
		id: text("id").primaryKey(),
		number: integer("number").notNull(),
		serviceId: text("service_id").notNull(),
		severity: text("severity", { enum: SEVERITIES }).notNull(),
		state: text("state", { enum: INCIDENT_STATES }).notNull(),
		status: text("status", { enum: INCIDENT_STATUSES }).notNull(),
		title: text("title").notNull(),
		sourceKind: text("source_kind").notNull(),
		drill: flag("drill").notNull(),
		detectedAt: integer("detected_at").notNull(),
		triggeredAt: integer("triggered_at").notNull(),
		acknowledgedAt: integer("acknowledged_at"),
		resolvedAt: integer("resolved_at"),
		view: shaped("view", INCIDENT_VIEW).notNull(),
		public: shaped("public", PUBLIC_INCIDENT),
		/** The last event folded in: a lower one never overwrites. */
		lastSeq: integer("last_seq").notNull(),
	},
	(table) => [
		uniqueIndex("incidents_by_number").on(table.number),
		index("incidents_by_state").on(table.state, table.id),
		index("incidents_by_time").on(table.triggeredAt),
		index("incidents_by_resolve").on(table.resolvedAt).where(isNotNull(table.resolvedAt)),
		index("incidents_by_service").on(table.serviceId, table.id),
	],
);

export const incidentEvents = sqliteTable(
	"incident_events",
	{
		incidentId: text("incident_id").notNull(),
		seq: integer("seq").notNull(),
		type: text("type").notNull(),
		at: integer("at").notNull(),
		actor: json<Actor>("actor").notNull(),
		data: json<Record<string, unknown>>("data").notNull(),
	},
	(table) => [primaryKey({ columns: [table.incidentId, table.seq] })],
);

/** What every link has that shows something of an incident to whoever has it, until it expires. Revoking one deletes it. */
const link = () => ({
	...stored(),
	incidentId: text("incident_id").notNull(),
	/** SHA-256 (hex) of the whole token. */
	secretHash: text("secret_hash").notNull(),
	createdBy: json<Actor>("created_by").notNull(),
	expiresAt: integer("expires_at").notNull(),
});

/** They show the replay. */
export const replayLinks = sqliteTable("replay_links", link(), (table) => [
	uniqueIndex("replay_links_by_secret").on(table.secretHash),
	index("replay_links_by_incident").on(table.incidentId, table.id),
]);

/** They show how it stands, to stakeholders. */
export const stakeholderLinks = sqliteTable("stakeholder_links", link(), (table) => [
	uniqueIndex("stakeholder_links_by_secret").on(table.secretHash),
	index("stakeholder_links_by_incident").on(table.incidentId, table.id),
]);
