import { missingReferences } from "../../db/platform/references.ts";
import type { Env } from "./env.ts";
import { log } from "./log.ts";
import type { IdKind } from "./rules/id.ts";
import { withTimeout } from "./with-timeout.ts";

/** An alert or a beat waits: a database that has not answered by then is not asked. */
const TIMEOUT_MS = 700;

/** What this isolate has seen; there is never more than exists. */
const seen = new Set<string>();

/**
 * False only when the database says that there is no such thing: then no object is woken for a key that somebody made up.
 * Without an answer the object decides, which knows its keys by itself.
 */
export async function mayExist(env: Env, kind: IdKind, id: string): Promise<boolean> {
	if (seen.has(id)) return true;
	try {
		const asked = missingReferences(env.DB, [{ pointer: "", kind, id }]);
		const isThere = (await withTimeout(asked, TIMEOUT_MS)).length === 0;
		if (isThere) seen.add(id);
		return isThere;
	} catch (error) {
		log("inbound.database_down", { error: String(error) });
		return true;
	}
}
