import { isDatabaseTrouble } from "../../db/platform/client.ts";
import { log } from "../platform/log.ts";
import { TimedOut } from "../platform/with-timeout.ts";

/** Detecting and paging go on without the database, and `/healthz/deep` names it by itself. Null when it is down. */
export async function unlessDatabaseIsDown<Value>(asked: Promise<Value>): Promise<Value | null> {
	try {
		return await asked;
	} catch (error) {
		if (!(error instanceof TimedOut || isDatabaseTrouble(error))) throw error;
		log("sweep.database_down", { error: String(error) });
		return null;
	}
}
