import type { Instance } from "./instance.ts";

const AWAY = "_away";
const OWN_TABLES =
	"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'";

/** Every table of the local D1 goes by another name: whatever the Worker asks of it fails. Answers their names. */
export async function takeTablesAway(instance: Instance): Promise<string[]> {
	const db = await instance.database();
	const { results } = await db.prepare(OWN_TABLES).all();
	const names = (results as { name: string }[]).map((row) => row.name);
	for (const name of names) await db.prepare(`ALTER TABLE "${name}" RENAME TO "${name}${AWAY}"`).all();
	return names;
}

export async function bringTablesBack(instance: Instance, names: string[]): Promise<void> {
	const db = await instance.database();
	for (const name of names) await db.prepare(`ALTER TABLE "${name}${AWAY}" RENAME TO "${name}"`).all();
}
