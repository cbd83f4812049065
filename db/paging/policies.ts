import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Level } from "../../worker/paging/rules/paging-plan.ts";
import { repository } from "../platform/repository.ts";
import { json, stored } from "../platform/tables.ts";

export const policies = sqliteTable("policies", {
	...stored(),
	name: text("name").notNull(),
	levels: json<Level[]>("levels").notNull(),
	repeat: integer("repeat").notNull(),
	teamId: text("team_id"),
});

export type PolicyRow = typeof policies.$inferSelect;

export const policyRows = repository("policy", policies, {
	owner: { kind: "team", column: policies.teamId },
});
