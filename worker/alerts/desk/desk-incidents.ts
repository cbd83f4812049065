import type { IncidentState } from "../../incidents/rules/incident-types.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { IncidentRow } from "./desk-rows.ts";
import type { DeskStore } from "./desk-store.ts";

/** What every new incident of a Desk begins with: one alert that is on, and was told. */
export const FRESH = {
	open: true,
	resolvedAt: null,
	storm: false,
	told: 1,
	firing: 1,
	generation: 1,
	seq: 0,
	quietUntil: null,
	mergedInto: null,
};

interface Change {
	incidentId: string;
	state: IncidentState;
	at: Instant;
	seq: number;
	isWatched?: boolean;
}

/** What the Desk knows of its incidents, as they tell it. Every method is synchronous; the caller wraps it in a transaction. */
export class DeskIncidents {
	constructor(private readonly store: DeskStore) {}

	/**
	 * Follows what an incident says of itself; what is older than the last word changes nothing. `quietUntil`: who resolved
	 * it although checks failed is not to be told of them before then.
	 */
	incidentChanged(
		{ incidentId, state, at, seq, isWatched = false }: Change,
		quietUntil: Instant | null = null,
	): void {
		const incident = this.store.incident(incidentId);
		if (!incident || seq <= incident.seq) return;
		if (state === "resolved") this.close({ ...incident, seq, quietUntil }, at);
		else
			this.store.saveIncident({
				...(isWatched ? nothingOn(incident) : incident),
				...{ seq, open: true, resolvedAt: null, quietUntil: null },
			});
	}

	/** The Desk closed an incident that stays open: what flaps is held. */
	staysOpen(id: string): void {
		const incident = this.store.incident(id);
		if (incident) this.store.saveIncident({ ...incident, open: true, resolvedAt: null });
	}

	/** An incident turned out to be resolved while the Desk had it open. */
	foundResolved(id: string, at: Instant): void {
		const incident = this.store.incident(id);
		if (incident) this.close(incident, at);
	}

	/** A resolve by hand ends what was on; one that the Desk decided itself left nothing on. */
	private close(incident: IncidentRow, at: Instant): void {
		const { open, generation } = incident;
		const end = open ? { open: false, resolvedAt: at, firing: 0, generation: generation + 1 } : {};
		this.store.saveIncident({ ...incident, ...end });
	}
}

/** What was on ended without being named: whatever begins from now on is news. */
function nothingOn(incident: IncidentRow): IncidentRow {
	return incident.firing === 0 ? incident : { ...incident, firing: 0, generation: incident.generation + 1 };
}
