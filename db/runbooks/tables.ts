import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { RunbookMatch, RunbookStep } from "../../worker/runbooks/rules/runbook.ts";
import { json, stored } from "../platform/tables.ts";

export const runbooks = sqliteTable("runbooks", {
	...stored(),
	name: text("name").notNull(),
	match: json<RunbookMatch>("match_by").notNull(),
	steps: json<RunbookStep[]>("steps").notNull(),
	teamId: text("team_id"),
});
