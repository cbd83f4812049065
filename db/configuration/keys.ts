import { sql } from "drizzle-orm";
import type { IdKind } from "../../worker/platform/rules/id.ts";
import { runBatch } from "../platform/client.ts";
import { configurationKeys, configurationLease } from "./tables.ts";

/** That a file calls this thing by this name. */
export interface Keyed {
	kind: IdKind;
	key: string;
	id: string;
}

/** Keeps these names. A thing has one, and so has a name: what either had before is forgotten. */
export async function keepKeys(d1: D1Database, keyed: Keyed[]): Promise<void> {
	if (keyed.length === 0) return;
	const rows = JSON.stringify(keyed.map(({ kind, key, id }) => [kind, key, id]));
	await runBatch(d1, [
		sql`INSERT OR REPLACE INTO ${configurationKeys} (kind, key, id)
			SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${rows})`,
	]);
}

/** True when nobody else holds it: then it is this holder's until `untilAt`, epoch ms. */
export async function takeLease(
	d1: D1Database,
	holder: string,
	now: number,
	untilAt: number,
): Promise<boolean> {
	const { changes } = await runBatch(d1, [
		sql`INSERT INTO ${configurationLease} (id, holder, until_at) VALUES (1, ${holder}, ${untilAt})
			ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, until_at = excluded.until_at
			WHERE holder = excluded.holder OR until_at <= ${now}`,
	]);
	return changes > 0;
}

/** Nothing when somebody else has it by now. */
export async function giveLease(d1: D1Database, holder: string): Promise<void> {
	await runBatch(d1, [sql`DELETE FROM ${configurationLease} WHERE holder = ${holder}`]);
}
