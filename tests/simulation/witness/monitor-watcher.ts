import { type MaintenanceWindow, windowAt } from "../../../worker/maintenance/rules/window.ts";
import type { EdgeObject } from "../edge/object.ts";
import type { IncidentRecord } from "./incident-record.ts";
import type { Witness } from "./witness.ts";

/** Whether a target works, as nobody but the simulator knows. */
export interface Truth {
	/** Since when it has been so for every region; null while regions see different things. */
	since: number;
	works: boolean;
	everywhere: boolean;
}

interface Seen {
	verdict: string;
	/** When the present verdict was stored. */
	at: number;
}

interface Watched {
	intervalSeconds: number;
	timeoutSeconds: number;
	failureThreshold: number;
	recoveryThreshold: number;
	paused: boolean;
	serviceId: string;
}

const CALM_AFTER_RECOVERY_MS = 5_000;
const SLACK_MS = 15_000;
/** As long as a tick may take. */
const KNOWN_AFTER_MS = 20_000;

/** Holds what monitors say, and what is paged for them, against what is true. */
export class MonitorWatcher {
	readonly truth = new Map<string, Truth>();
	readonly #seen = new Map<string, Seen>();
	readonly #definitions = new Map<string, Watched>();
	/** Until when a maintenance lies over it. */
	readonly #plannedUntil = new Map<string, number>();
	readonly #witness: Witness;

	constructor(witness: Witness) {
		this.#witness = witness;
	}

	/** The world changed: this target works, or does not, from now on. */
	becomes(monitorId: string, works: boolean, everywhere = true): void {
		const now = this.#witness.now();
		const before = this.truth.get(monitorId);
		if (before && before.works === works && before.everywhere === everywhere) return;
		this.truth.set(monitorId, { since: now, works, everywhere });
	}

	/** Excuses a monitor for as long as it needs to be seen anew: it was paused, moved or changed. */
	touched(monitorId: string): void {
		const truth = this.truth.get(monitorId);
		if (truth) truth.since = this.#witness.now();
	}

	read(watch: EdgeObject): void {
		this.#definitions.clear();
		for (const row of watch.store.peek("SELECT id, definition, memory FROM monitors")) {
			const id = String(row.id);
			const { verdict } = JSON.parse(String(row.memory)) as { verdict: string };
			this.#definitions.set(id, JSON.parse(String(row.definition)) as Watched);
			if (this.#seen.get(id)?.verdict !== verdict) this.#seen.set(id, { verdict, at: this.#witness.now() });
		}
		for (const row of watch.store.peek("SELECT json FROM windows"))
			this.#readWindows((JSON.parse(String(row.json)) as { windows: MaintenanceWindow[] }).windows);
	}

	#readWindows(windows: MaintenanceWindow[]): void {
		const now = this.#witness.now();
		for (const [id, { serviceId }] of this.#definitions) {
			const window = windowAt(windows, { id, serviceId }, now);
			const until = this.#plannedUntil.get(id) ?? 0;
			// One that was ended early, or taken back, is over now.
			if (window) this.#plannedUntil.set(id, window.to);
			else if (until > now) this.#plannedUntil.set(id, now);
		}
	}

	/** Somebody is paged for this incident. */
	paged(record: IncidentRecord, at: number): void {
		const id = record.source.kind === "monitor" ? record.source.id : null;
		const seen = id === null ? undefined : this.#seen.get(id);
		if (!id || !seen || record.place()?.asked || isReopenedByHand(record) || record.alertKeys.size > 1)
			return;
		const isWell = seen.verdict === "up" || seen.verdict === "degraded";
		const limit = Math.max(seen.at, this.#witness.mercyUntil) + CALM_AFTER_RECOVERY_MS;
		if (isWell && at > limit)
			this.#witness.accuse("healthy", `${record.id}: paged ${at - seen.at} ms after ${id} was seen to work`);
	}

	/** Every target works, and has for long enough to be seen. */
	areAllWell(forMs: number): boolean {
		const now = this.#witness.now();
		return [...this.truth.values()].every(({ works, since }) => works && now - since > forMs);
	}

	look(): void {
		for (const [id, truth] of this.truth) {
			const monitor = this.#definitions.get(id);
			if (!monitor || monitor.paused || !truth.everywhere) continue;
			const plannedUntil = this.#plannedUntil.get(id) ?? 0;
			if (truth.works) this.#checkOver(id, truth, monitor);
			else if (plannedUntil <= this.#witness.now())
				this.#checkTold(id, { ...truth, since: Math.max(truth.since, plannedUntil) }, monitor);
		}
	}

	/** The switch outside is told that all is well. What failed only a moment ago cannot be known yet. */
	reportedWell(): void {
		for (const [part, since] of this.#witness.partsFailing)
			if (since !== null && this.#witness.now() - since > KNOWN_AFTER_MS && this.#isInUse(part))
				this.#witness.accuse("deadMan", `called while every ${part} fails`);
	}

	/** Nothing of a part may be at work: then nobody can see that it fails. */
	#isInUse(part: string): boolean {
		if (part === "WATCH") return this.#definitions.size > 0;
		if (part !== "INCIDENT") return true;
		return [...this.#witness.incidents.values()].some(
			({ id, state }) =>
				state !== "resolved" &&
				!this.#rests(id) &&
				this.#witness.world.edge.object("INCIDENT", id).failing !== null,
		);
	}

	/** Nothing becomes due there, and the tick does not look. */
	#rests(id: string): boolean {
		const { store } = this.#witness.world.edge.object("VAULT", "vault");
		const now = this.#witness.now();
		return (
			store.peek("SELECT 1 FROM rests WHERE incident_id = ? AND until > ?", [id, now - 60_000]).length > 0
		);
	}

	#checkTold(id: string, truth: Truth, monitor: Watched): void {
		const roundMs = monitor.intervalSeconds * 1_000;
		const knownMs = roundMs * (monitor.failureThreshold + 1) + 2_000 * monitor.timeoutSeconds + SLACK_MS;
		const of = this.#incidentsOf(id);
		if (of.some((record) => record.state !== "resolved" && !record.soak)) return;
		const ended = of.filter((record) => record.resolvedAt !== null);
		const ends = of.map((record) => Math.max(record.resolvedAt ?? 0, record.soak?.startedAt ?? 0));
		const last = Math.max(0, ...ends);
		const isOverridden = ended.some((record) => record.resolvedAt === last && record.overridden);
		const quietMs = isOverridden ? this.#reopenWindowMs() : 0;
		if (this.#witness.isLate(Math.max(truth.since, last + quietMs) + knownMs))
			this.#witness.accuse("downIsToldOf", `${id} has been down for ${this.#witness.now() - truth.since} ms`);
	}

	#checkOver(id: string, truth: Truth, monitor: Watched): void {
		const roundMs = monitor.intervalSeconds * 1_000;
		const knownMs = roundMs * (monitor.recoveryThreshold + 2) + 2_000 * monitor.timeoutSeconds + SLACK_MS;
		if (!this.#witness.isLate(truth.since + knownMs)) return;
		const open = this.#incidentsOf(id).filter((record) => record.state !== "resolved");
		const kept = open.filter((record) => !isReopenedByHand(record) && !record.flapping && !record.soak);
		for (const record of kept)
			if (record.alertKeys.size <= 1) this.#witness.accuse("upIsOver", `${record.id}, although ${id} works`);
		if (open.length > 1) this.#witness.accuse("oneIncident", `${open.length} for ${id}`);
	}

	#incidentsOf(id: string): IncidentRecord[] {
		return [...this.#witness.incidents.values()].filter(
			({ source, alertKeys }) => source.id === id || alertKeys.has(id),
		);
	}

	#reopenWindowMs(): number {
		return Number(this.#witness.world.shape.service.reopenWindowSeconds ?? 300) * 1_000;
	}
}

function isReopenedByHand({ reopenedBy }: IncidentRecord): boolean {
	return reopenedBy === "user" || reopenedBy === "token";
}
