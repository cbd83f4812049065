import { fromWire, type Instant } from "../../platform/rules/time.ts";
import type { EventData } from "./events.ts";
import { nothingRuns } from "./evolve-end.ts";
import { promise } from "./evolve-updates.ts";
import type { Incident } from "./incident.ts";
import { dueAfter } from "./promised.ts";

/** It goes on in another one. Its public thread does so too, unless the public was told of its end before. */
export function applyMerged(incident: Incident, data: EventData["merged"], at: Instant): void {
	const wasOver = incident.state === "resolved" && incident.unannounced === null;
	const { intoIncidentId: incidentId, number, title } = data;
	incident.mergedInto = { incidentId, number, title, wasPublished: incident.published };
	if (!wasOver) incident.published = false;
	incident.state = "resolved";
	incident.status = "resolved";
	incident.resolvedAt ??= at;
	incident.disposition ??= "duplicate";
	incident.soak = null;
	incident.handovers = {};
	incident.unannounced = null;
	incident.ladder.asked = null;
	nothingRuns(incident);
}

/** The public reads on here what it read of the other. */
export function applyMergedIn(incident: Incident, data: EventData["merged_in"], at: Instant): void {
	incident.mergeIds.add(data.mergeId);
	incident.taken.add(data.incidentId);
	if (data.publicSince === null || incident.component === null) return;
	if (!incident.published) promise(incident, "public", dueAfter(at, incident.publicUpdateEverySeconds), at);
	incident.published = true;
	const since = fromWire(data.publicSince);
	incident.publicSince = Math.min(since, incident.publicSince ?? since);
	const known = new Set(incident.updates.map(({ id }) => id));
	for (const word of data.words)
		if (!known.has(word.id)) incident.updates.push({ ...word, at: fromWire(word.at) });
}

export function applySplitOff(incident: Incident, data: EventData["split_off"]): void {
	incident.taken.delete(data.incidentId);
	if (data.dedupKey !== null) incident.let.add(data.incidentId);
}

/** Before it begins anew: what ended it was no end. */
export function undoMerge(incident: Incident): void {
	if (incident.mergedInto === null) return;
	incident.published = incident.published || incident.mergedInto.wasPublished;
	incident.resolvedAt = null;
	incident.mergedInto = null;
	if (incident.disposition === "duplicate") incident.disposition = null;
}
