import { missingReferences } from "../../../db/platform/references.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { withTimeout } from "../../platform/with-timeout.ts";

/** An alert waits: a database that has not answered by then is not asked. */
const TIMEOUT_MS = 700;

/** Services that this isolate has seen; there are never more than exist. */
const seen = new Set<string>();

/**
 * False only when the database says that there is no such service: then no Desk is woken for a key that somebody made
 * up. Without an answer the Desk decides, which knows its keys by itself.
 */
export async function mayExist(env: Env, serviceId: string): Promise<boolean> {
	if (seen.has(serviceId)) return true;
	try {
		const asked = missingReferences(env.DB, [{ pointer: "", kind: "service", id: serviceId }]);
		const isThere = (await withTimeout(asked, TIMEOUT_MS)).length === 0;
		if (isThere) seen.add(serviceId);
		return isThere;
	} catch (error) {
		log("inbound.database_down", { error: String(error) });
		return true;
	}
}
