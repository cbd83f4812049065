import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { REMEDIATION_MODES, RUN_RESULTS } from "../../worker/remediation/rules/remediation.ts";
import { flag, stored } from "../platform/tables.ts";

export const remediations = sqliteTable(
	"remediations",
	{
		...stored(),
		name: text("name").notNull(),
		serviceId: text("service_id").notNull(),
		url: text("url").notNull(),
		/** Sealed with this row's id. */
		secret: text("secret").notNull(),
		mode: text("mode", { enum: REMEDIATION_MODES }).notNull(),
		timeoutSeconds: integer("timeout_seconds").notNull(),
		maxRuns: integer("max_runs").notNull(),
		maxRunsPerHour: integer("max_runs_per_hour").notNull(),
		coolDownSeconds: integer("cool_down_seconds").notNull(),
		verifySeconds: integer("verify_seconds").notNull(),
		beforePagingSeconds: integer("before_paging_seconds").notNull(),
		duringMaintenance: flag("during_maintenance").notNull(),
	},
	(table) => [index("remediations_by_service").on(table.serviceId)],
);

/** The runs of all incidents, so that caps, cool-downs and "one at a time" hold across them. */
export const remediationRuns = sqliteTable(
	"remediation_runs",
	{
		/** The run's own identity, which its incident makes: the same run claimed twice is one row. */
		id: text("id").primaryKey(),
		remediationId: text("remediation_id").notNull(),
		incidentId: text("incident_id").notNull(),
		turn: integer("turn").notNull(),
		claimedAt: integer("claimed_at").notNull(),
		untilAt: integer("until_at").notNull(),
		finishedAt: integer("finished_at"),
		result: text("result", { enum: RUN_RESULTS }),
	},
	(table) => [
		index("remediation_runs_by_turn").on(table.remediationId, table.turn),
		index("remediation_runs_by_age").on(table.claimedAt),
	],
);
