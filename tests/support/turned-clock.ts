/** A slice under a clock that the test turns: regions answer as the test says, after as long as it says. */

import type { MonitorSignal } from "../../worker/alerts/rpc.ts";
import type { MaintenanceWindow } from "../../worker/maintenance/rules/window.ts";
import type { ProbeReport } from "../../worker/monitoring/rpc.ts";
import type { CheckResult, Monitor } from "../../worker/monitoring/rules/monitor.ts";
import type { Ask } from "../../worker/monitoring/watch/check-cycles.ts";
import { Slice } from "../../worker/monitoring/watch/slice.ts";
import { WatchStore } from "../../worker/monitoring/watch/watch-store.ts";
import type { Region } from "../../worker/platform/rules/region.ts";
import { memorySql } from "./sql-storage.ts";

/** What a region meets at that instant. `lost`: nobody will ever answer. */
export interface Sight {
	outcome: CheckResult["outcome"] | "lost";
	latencyMs: number;
}
export type Look = (monitorId: string, region: Region, at: number) => Sight;

const SILENCE_MS = 2_000;
const NEVER = Number.POSITIVE_INFINITY;

export class TurnedClock {
	now: number;
	slice: Slice;
	readonly store: WatchStore;
	readonly asked: { monitorId: string; region: Region; at: number }[] = [];
	look: Look;
	/** False: alarms do not ring. */
	rings = true;
	private readonly sql = memorySql();
	private answers: { at: number; report: ProbeReport }[] = [];

	constructor(now: number, look: Look) {
		this.now = now;
		this.look = look;
		this.store = new WatchStore(this.sql);
		this.slice = new Slice(this.store, 0, now);
	}

	/** The object is evicted: its memory is gone, what was under way may still be answered. */
	forget(): void {
		this.slice = new Slice(new WatchStore(this.sql), 0, this.now);
	}

	/** The process is killed: nothing that was under way is ever answered. */
	crash(): void {
		this.answers = [];
		this.forget();
	}

	damage(monitorId: string): void {
		this.sql.exec("UPDATE monitors SET definition = '{' WHERE id = ?", monitorId);
	}

	put(monitor: Monitor): void {
		this.send(this.slice.put(monitor, this.now));
	}

	setWindows(windows: MaintenanceWindow[]): void {
		this.send(this.slice.setWindows(windows, this.now));
	}

	/** Turns the clock, and whatever happens until then happens in order. */
	turnTo(until: number): void {
		for (;;) {
			const alarmAt = this.rings ? (this.slice.nextSlotAt(this.now) ?? NEVER) : NEVER;
			const [first] = this.answers.sort((a, b) => a.at - b.at);
			const next = Math.min(alarmAt, first?.at ?? NEVER);
			if (next > until) break;
			this.now = next;
			if (first && first.at <= next) {
				this.answers.shift();
				this.send(this.slice.hear(first.report, this.now));
			} else this.beat();
		}
		this.now = until;
	}

	beat(): void {
		this.send(this.slice.beat(this.now));
	}

	/** What the Desks would be told, oldest first; it stays undelivered. */
	signals(): MonitorSignal[] {
		const rows = this.sql
			.exec<{ id: number; body: string }>("SELECT id, body FROM signals ORDER BY id")
			.toArray();
		return rows.map((row: { id: number; body: string }) => ({ ...JSON.parse(row.body), order: row.id }));
	}

	/** Says again everything that is still to be said, and all of it twice. */
	repeatAnswers(): void {
		this.answers.push(...this.answers.map(({ at, report }) => ({ at: at + 5, report })));
	}

	private send(asks: Ask[]): void {
		for (const { region, cycle, watched } of asks) {
			const { id } = watched.monitor;
			this.asked.push({ monitorId: id, region, at: this.now });
			const { outcome, latencyMs } = this.look(id, region, this.now);
			const empty: ProbeReport = { cycle, region, results: [], silent: [], lost: [] };
			if (latencyMs > SILENCE_MS || outcome === "lost")
				this.answers.push({ at: this.now + SILENCE_MS, report: { ...empty, silent: [id] } });
			if (outcome === "lost") continue;
			const reason = outcome === "down" ? "status" : null;
			const result = {
				monitorId: id,
				region,
				at: this.now,
				latencyMs,
				outcome,
				reason,
				detail: outcome,
			} as const;
			this.answers.push({ at: this.now + latencyMs, report: { ...empty, results: [result] } });
		}
	}
}
