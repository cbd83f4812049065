import { open } from "../platform/client.ts";
import { configVersion } from "../platform/tables.ts";

/** Grows with every change of configuration; 0 before the first. */
export async function readConfigVersion(d1: D1Database): Promise<number> {
	const [row] = await open(d1).select().from(configVersion).limit(1);
	return row?.version ?? 0;
}
