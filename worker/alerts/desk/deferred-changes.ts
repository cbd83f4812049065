import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import type { DeskRpc } from "../rpc.ts";
import type { DeskStore } from "./desk-store.ts";

export type IncidentChange = Parameters<DeskRpc["incidentChanged"]>[0];
const CHANGE = storedShape<IncidentChange>(asItIs);

/** What incidents said while messages were on their way to them: the newest of each, until they have caught up. */
export class DeferredChanges {
	constructor(private readonly store: DeskStore) {}

	keep(change: IncidentChange): void {
		const newest = this.of(change.incidentId);
		if (!newest || newest.seq < change.seq) this.store.keep(nameOf(change.incidentId), CHANGE.toText(change));
	}

	/** Only `keep` writes this note. */
	of(incidentId: string): IncidentChange | null {
		const kept = this.store.note(nameOf(incidentId));
		return kept === null ? null : CHANGE.fromText(kept).value;
	}

	forget(incidentId: string): void {
		this.store.forget(nameOf(incidentId));
	}
}

function nameOf(incidentId: string): string {
	return `changed ${incidentId}`;
}
