import { type MaintenanceWindow, nextEdgeAfter, windowAt } from "../../maintenance/rules/window.ts";
import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { Watched } from "./watched.ts";

interface Kept {
	windows: MaintenanceWindow[];
	/** The monitors that were noted to lie in one. */
	covered: string[];
}

const WINDOWS = storedShape<Kept>(asItIs);

/** The maintenances as a slice knows them. They begin and end by the clock: nobody has to say so. */
export class Windows {
	private readonly sql: SqlStorage;
	private kept: Kept;

	constructor(sql: SqlStorage) {
		this.sql = sql;
		sql.exec(
			"CREATE TABLE IF NOT EXISTS windows (one INTEGER PRIMARY KEY CHECK (one = 1), json TEXT NOT NULL)",
		);
		const [row] = sql.exec<{ json: string }>("SELECT json FROM windows").toArray();
		this.kept = row ? WINDOWS.fromText(row.json).value : { windows: [], covered: [] };
	}

	/** False when they are known already. */
	put(windows: MaintenanceWindow[]): boolean {
		if (JSON.stringify(windows) === JSON.stringify(this.kept.windows)) return false;
		this.keep({ ...this.kept, windows });
		return true;
	}

	wasCovered(monitorId: string): boolean {
		return this.kept.covered.includes(monitorId);
	}

	liesOver({ monitor }: Watched, at: Instant): boolean {
		return windowAt(this.kept.windows, monitor, at) !== null;
	}

	/** The monitors that began or ceased to lie in one; each of them says so from now on. */
	turn(all: Watched[], now: Instant): Watched[] {
		const { windows, covered } = this.kept;
		if (windows.length === 0 && covered.length === 0) return [];
		const turned = all.filter((watched) => watched.covered !== this.liesOver(watched, now));
		for (const watched of turned) watched.covered = !watched.covered;
		const ids = all.filter((watched) => watched.covered).map(({ monitor }) => monitor.id);
		if (JSON.stringify(ids) !== JSON.stringify(covered)) this.keep({ windows, covered: ids });
		return turned;
	}

	nextEdgeAt(now: Instant): Instant | null {
		return nextEdgeAfter(this.kept.windows, now);
	}

	private keep(kept: Kept): void {
		this.kept = kept;
		this.sql.exec("INSERT OR REPLACE INTO windows (one, json) VALUES (1, ?)", WINDOWS.toText(kept));
	}
}
