import { and, eq, sql } from "drizzle-orm";
import type { Stakeholder } from "../../worker/people/rules/person.ts";
import type { PageSettings } from "../../worker/people/rules/public-page.ts";
import { type Change, changeStatements } from "../platform/changes.ts";
import { kept, literal, open, runBatch } from "../platform/client.ts";
import { settings } from "./tables.ts";

const ONLY_ID = "settings";

/** What holds for the whole organisation. */
export interface Settings extends PageSettings {
	remediationsStopped: boolean;
	/** Null: nobody, as before there were any. */
	stakeholders: Stakeholder[] | null;
	/** Null: as many as by default. */
	reportThreshold: number | null;
	/** Null: yes. */
	weeklyCheckIn: boolean | null;
}

export interface SettingsRow extends Settings {
	version: number;
	/** Null: never changed, all is as it is by default. */
	updatedAt: number | null;
}

/** The settings as changed; null while the defaults hold. */
export async function readSettings(d1: D1Database): Promise<SettingsRow | null> {
	const [row] = await SETTINGS(d1).all();
	return row ?? null;
}

const SETTINGS = kept((orm) => orm.select().from(settings).limit(literal(1)).prepare());

/** `before` is the version that the editor saw, 1 for the defaults. */
export async function changeSettings(
	d1: D1Database,
	before: number,
	to: Settings,
	change: Change,
): Promise<"updated" | "stale"> {
	const db = open(d1);
	const { at } = change;
	const isStill = sql`COALESCE((SELECT version FROM ${settings}), 1) = ${before}`;
	const { changes: changed } = await runBatch(d1, [
		...changeStatements(change, isStill),
		db
			.insert(settings)
			.values({ ...to, id: ONLY_ID, version: 1, createdAt: at, updatedAt: at })
			.onConflictDoNothing(),
		db
			.update(settings)
			.set({ ...to, version: before + 1, updatedAt: at })
			.where(and(eq(settings.id, ONLY_ID), eq(settings.version, before))),
	]);
	return changed === 1 ? "updated" : "stale";
}
