/**
 * The tables of D1: the home of configuration, and a projection of the incidents. Words come from core, shapes that
 * nobody searches by are JSON. Instants are epoch ms.
 */
import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { INTEGRATION_KINDS } from "../worker/core/alert.ts";
import { type Actor, ROLES } from "../worker/core/caller.ts";
import { COMPONENT_STATUSES } from "../worker/core/component.ts";
import {
	EVENT_TYPES,
	INCIDENT_STATES,
	INCIDENT_STATUSES,
	type IncidentView,
} from "../worker/core/incident-types.ts";
import {
	type Expectation,
	MONITOR_KINDS,
	type MonitorRequest,
	type SmokeCheck,
} from "../worker/core/monitor.ts";
import { type BusinessHours, METHOD_KINDS, type NotificationRules } from "../worker/core/person.ts";
import type { PublicIncident } from "../worker/core/public-view.ts";
import type { Region } from "../worker/core/region.ts";
import { type Level, METHOD_STATES } from "../worker/core/roster.ts";
import type { Layer } from "../worker/core/schedule.ts";
import { SEVERITIES, type SeverityPolicy } from "../worker/core/severity.ts";

const json = <Shape>(name: string) => text(name, { mode: "json" }).$type<Shape>();
const flag = (name: string) => integer(name, { mode: "boolean" });

/** What every stored thing carries: `contract/stored.ts`. */
const stored = () => ({
	id: text("id").primaryKey(),
	version: integer("version").notNull().default(1),
	createdAt: integer("created_at").notNull(),
	updatedAt: integer("updated_at").notNull(),
});

export const users = sqliteTable("users", {
	...stored(),
	name: text("name").notNull(),
	email: text("email").notNull(),
	role: text("role", { enum: ROLES }).notNull(),
	timeZone: text("time_zone").notNull(),
	notificationRules: json<NotificationRules>("notification_rules"),
});

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
		/** The last word of the device itself that a page arrived, and how long that page took to arrive. */
		lastReceiptAt: integer("last_receipt_at"),
		lastReceiptMs: integer("last_receipt_ms"),
	},
	(table) => [
		index("contact_methods_by_user").on(table.userId),
		uniqueIndex("contact_methods_by_endpoint").on(table.endpointHash),
	],
);

export const teams = sqliteTable("teams", {
	...stored(),
	name: text("name").notNull(),
	memberIds: json<string[]>("member_ids").notNull(),
	businessHours: json<BusinessHours>("business_hours"),
});

export const schedules = sqliteTable("schedules", {
	...stored(),
	name: text("name").notNull(),
	timeZone: text("time_zone").notNull(),
	layers: json<Layer[]>("layers").notNull(),
});

export const overrides = sqliteTable(
	"overrides",
	{
		...stored(),
		scheduleId: text("schedule_id")
			.notNull()
			.references(() => schedules.id, { onDelete: "cascade" }),
		startsAt: integer("starts_at").notNull(),
		endsAt: integer("ends_at").notNull(),
		userId: text("user_id"),
		replacesUserId: text("replaces_user_id"),
	},
	(table) => [index("overrides_by_schedule").on(table.scheduleId, table.endsAt)],
);

export const policies = sqliteTable("policies", {
	...stored(),
	name: text("name").notNull(),
	levels: json<Level[]>("levels").notNull(),
	repeat: integer("repeat").notNull(),
});

export const components = sqliteTable("components", {
	...stored(),
	name: text("name").notNull(),
	group: text("group_name"),
	position: integer("position").notNull(),
	status: text("status", { enum: COMPONENT_STATUSES }).notNull(),
});

export interface ServiceLink {
	label: string;
	url: string;
}

export const services = sqliteTable("services", {
	...stored(),
	name: text("name").notNull(),
	teamId: text("team_id"),
	escalationPolicyId: text("escalation_policy_id").notNull(),
	defaultSeverity: text("default_severity", { enum: SEVERITIES }).notNull(),
	dependsOn: json<string[]>("depends_on").notNull(),
	runbookIds: json<string[]>("runbook_ids").notNull(),
	componentId: text("component_id"),
	publicTitle: text("public_title"),
	ackTimeoutSeconds: integer("ack_timeout_seconds").notNull(),
	reopenWindowSeconds: integer("reopen_window_seconds").notNull(),
	smokeChecks: json<SmokeCheck[]>("smoke_checks").notNull(),
	links: json<ServiceLink[]>("links").notNull(),
	tier: integer("tier"),
});

export const integrations = sqliteTable(
	"integrations",
	{
		...stored(),
		serviceId: text("service_id")
			.notNull()
			.references(() => services.id, { onDelete: "cascade" }),
		kind: text("kind", { enum: INTEGRATION_KINDS }).notNull(),
		name: text("name").notNull(),
		/** SHA-256 (hex) of the key's secret; the key itself is shown once and kept nowhere. */
		keyHash: text("key_hash").notNull(),
		disabled: flag("disabled").notNull().default(false),
	},
	(table) => [index("integrations_by_service").on(table.serviceId)],
);

export const monitors = sqliteTable(
	"monitors",
	{
		...stored(),
		name: text("name").notNull(),
		serviceId: text("service_id").notNull(),
		kind: text("kind", { enum: MONITOR_KINDS }).notNull(),
		target: text("target"),
		intervalSeconds: integer("interval_seconds").notNull(),
		timeoutSeconds: integer("timeout_seconds").notNull(),
		regions: json<Region[]>("regions").notNull(),
		quorum: integer("quorum").notNull(),
		failureThreshold: integer("failure_threshold").notNull(),
		recoveryThreshold: integer("recovery_threshold").notNull(),
		request: json<MonitorRequest>("request").notNull(),
		expect: json<Expectation>("expect").notNull(),
		severity: text("severity", { enum: SEVERITIES }),
		paused: flag("paused").notNull().default(false),
		/** The Watch that checks it; null until the vault has assigned one. */
		slice: text("slice"),
	},
	(table) => [index("monitors_by_service").on(table.serviceId)],
);

/** One row at most: the policy as edited. None: the default of core. */
export const severityPolicy = sqliteTable("severity_policy", {
	...stored(),
	items: json<SeverityPolicy>("items").notNull(),
});

export const webhooks = sqliteTable("webhooks", {
	...stored(),
	name: text("name").notNull(),
	url: text("url").notNull(),
	events: json<string[]>("events").notNull(),
	/** Sealed with this row's id. */
	secret: text("secret").notNull(),
});

export const tokens = sqliteTable(
	"tokens",
	{
		...stored(),
		name: text("name").notNull(),
		role: text("role", { enum: ROLES }).notNull(),
		expiresAt: integer("expires_at"),
		/** SHA-256 (hex) of the whole token. */
		secretHash: text("secret_hash").notNull(),
	},
	(table) => [uniqueIndex("tokens_by_secret").on(table.secretHash)],
);

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
		/** "user.created", "policy.updated", "token.deleted". */
		action: text("action").notNull(),
		targetKind: text("target_kind").notNull(),
		targetId: text("target_id").notNull(),
		before: json<Record<string, unknown>>("before"),
		after: json<Record<string, unknown>>("after"),
		requestId: text("request_id").notNull(),
	},
	(table) => [index("audit_log_by_target").on(table.targetId)],
);

/** One row, one number: every change of configuration adds one, so that caches know they are old. */
export const configVersion = sqliteTable(
	"config_version",
	{ id: integer("id").primaryKey(), version: integer("version").notNull() },
	(table) => [check("config_version_is_one_row", sql`${table.id} = 1`)],
);

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
		view: json<IncidentView>("view").notNull(),
		public: json<PublicIncident>("public"),
		/** The last event folded in: a lower one never overwrites. */
		lastSeq: integer("last_seq").notNull(),
	},
	(table) => [
		uniqueIndex("incidents_by_number").on(table.number),
		index("incidents_by_state").on(table.state, table.id),
		index("incidents_by_time").on(table.triggeredAt),
		index("incidents_by_service").on(table.serviceId, table.id),
	],
);

export const incidentEvents = sqliteTable(
	"incident_events",
	{
		incidentId: text("incident_id").notNull(),
		seq: integer("seq").notNull(),
		type: text("type", { enum: EVENT_TYPES }).notNull(),
		at: integer("at").notNull(),
		actor: json<Actor>("actor").notNull(),
		data: json<Record<string, unknown>>("data").notNull(),
	},
	(table) => [primaryKey({ columns: [table.incidentId, table.seq] })],
);
