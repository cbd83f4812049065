/** Which incidents go on in this one, as its timeline says. */
import type { TimelineEvent } from "../../../state/wire.ts";

export interface MergedIncident {
	id: string;
	number: number;
	title: string;
}

/** In the order in which they came; those that were split again are left out. */
export function mergedIn(events: TimelineEvent[]): MergedIncident[] {
	const merged = new Map<string, MergedIncident>();
	for (const { type, data } of events) {
		const id = String(data.incidentId);
		if (type === "split_off") merged.delete(id);
		if (type === "merged_in") merged.set(id, { id, number: Number(data.number), title: String(data.title) });
	}
	return [...merged.values()];
}
