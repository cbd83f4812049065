import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { SmokeCheck } from "../../worker/monitoring/rules/monitor.ts";
import { SEVERITIES } from "../../worker/paging/rules/severity.ts";
import type { Hours } from "../../worker/people/rules/person.ts";
import { COMPONENT_STATUSES } from "../../worker/services/rules/component.ts";
import { json, stored } from "../platform/tables.ts";

export const components = sqliteTable("components", {
	...stored(),
	name: text("name").notNull(),
	group: text("group_name"),
	position: integer("position").notNull(),
	status: text("status", { enum: COMPONENT_STATUSES }).notNull(),
	/** What it is, for customers. */
	description: text("description"),
	/** Until when `status` counts. Null: until it is changed. */
	statusUntil: integer("status_until"),
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
	soakSeconds: integer("soak_seconds").notNull().default(0),
	notifyUserIds: json<string[]>("notify_user_ids").notNull().default([]),
	supportHours: json<Hours>("support_hours"),
});
