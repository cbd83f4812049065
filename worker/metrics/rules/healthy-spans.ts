import type { TimedFacts } from "./facts.ts";

export interface HealthySpans {
	valuesMs: number[];
	/** Incidents that began while an earlier one of the service was open. */
	overlapping: number;
	/** The first ones of their services: what came before is not known here. */
	first: number;
}

/**
 * How long each service ran without an incident: from the last resolve to the next trigger. Of the incidents given; the
 * time before a service's first and after its last one is not counted.
 */
export function healthySpans(incidents: readonly TimedFacts[]): HealthySpans {
	const ends = new Map<string, number>();
	const found: HealthySpans = { valuesMs: [], overlapping: 0, first: 0 };
	for (const one of incidents.toSorted((a, b) => a.triggeredAt - b.triggeredAt)) {
		const endedAt = ends.get(one.serviceId);
		const endsAt = one.resolvedAt ?? Number.POSITIVE_INFINITY;
		ends.set(one.serviceId, Math.max(endsAt, endedAt ?? endsAt));
		if (endedAt === undefined) found.first++;
		else if (endedAt > one.triggeredAt) found.overlapping++;
		else found.valuesMs.push(one.triggeredAt - endedAt);
	}
	return found;
}
