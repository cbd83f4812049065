import { asc } from "drizzle-orm";
import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { TRACKER_KINDS } from "../../worker/reviews/rules/issue.ts";
import { open } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { json, stored } from "../platform/tables.ts";

/** Where issues are created: a project of another tool. */
export const trackers = sqliteTable("trackers", {
	...stored(),
	kind: text("kind", { enum: TRACKER_KINDS }).notNull(),
	name: text("name").notNull(),
	settings: json<Record<string, unknown>>("settings").notNull(),
	/** Templates: `{{text}}` and the like. */
	title: text("title").notNull(),
	body: text("body").notNull(),
	/** A token, or of a webhook the signing secret; sealed. */
	secret: text("secret").notNull(),
});

export type TrackerRow = typeof trackers.$inferSelect;

export const trackerRows = repository("tracker", trackers);

/** The only one, where there is one and no more. */
export async function onlyTracker(d1: D1Database): Promise<TrackerRow | null> {
	const rows = await open(d1).select().from(trackers).orderBy(asc(trackers.id)).limit(2);
	return rows.length === 1 ? (rows[0] ?? null) : null;
}
