/** A message of the live feed as it is kept. */
export interface Told {
	seq: number;
	body: Record<string, unknown>;
}

/**
 * All news of an incident as one message, under the number of the last: its last picture, with the events of all. Whoever
 * begins to listen sees no incident in a state that it left meanwhile.
 */
export function together(told: Told[]): Told[] {
	const last = new Map<unknown, Told>();
	for (const one of told) {
		const id = incidentOf(one);
		const before = last.get(id);
		const events = [...eventsOf(before), ...eventsOf(one)];
		last.set(id, id === one.seq ? one : { seq: one.seq, body: { ...one.body, events } });
	}
	return [...last.values()].sort((a, b) => a.seq - b.seq);
}

/** Its own number where it is no incident's news. */
function incidentOf({ seq, body: { type, incident } }: Told): unknown {
	const isNews = type === undefined && typeof incident === "object" && incident !== null;
	return isNews && "id" in incident ? incident.id : seq;
}

const eventsOf = (one: Told | undefined): unknown[] =>
	Array.isArray(one?.body.events) ? one.body.events : [];
