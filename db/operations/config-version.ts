import { kept, literal } from "../platform/client.ts";
import { configVersion } from "../platform/tables.ts";

/** Grows with every change of configuration; 0 before the first. */
export async function readConfigVersion(d1: D1Database): Promise<number> {
	const [row] = await VERSION(d1).all();
	return row?.version ?? 0;
}

const VERSION = kept((orm) => orm.select().from(configVersion).limit(literal(1)).prepare());
