import { HEARD, type Heard, NOTHING_HEARD } from "../rules/heartbeat.ts";
import { readable } from "./readable.ts";

/** What a slice's heartbeats remember, a row each. */
export class HeardStore {
	private readonly sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.sql = sql;
		sql.exec(
			"CREATE TABLE IF NOT EXISTS heard (monitor_id TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID",
		);
	}

	/** By monitor. */
	all(): Map<string, Heard> {
		const rows = this.sql.exec<{ monitor_id: string; json: string }>("SELECT * FROM heard").toArray();
		return new Map(
			rows.map(({ monitor_id, json }) => [
				monitor_id,
				readable(HEARD, json, { monitor_id }) ?? NOTHING_HEARD,
			]),
		);
	}

	save(monitorId: string, heard: Heard): void {
		this.sql.exec(
			"INSERT OR REPLACE INTO heard (monitor_id, json) VALUES (?, ?)",
			monitorId,
			HEARD.toText(heard),
		);
	}

	remove(monitorId: string): void {
		this.sql.exec("DELETE FROM heard WHERE monitor_id = ?", monitorId);
	}
}
