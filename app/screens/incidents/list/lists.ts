/** Lists of incidents: what belongs in them, in which order, and how the address says so. */
import type { Incident, List } from "../../../state/wire.ts";

/** What a list is narrowed to; the names are those of the address and of the API. */
export interface Filter {
	state?: Incident["state"];
	severity?: Incident["severity"];
	serviceId?: string;
	/** Words, or a number: what is searched for. */
	q?: string;
}

const STATES = ["triggered", "acknowledged", "resolved"] as const;
const SEVERITIES = ["P1", "P2", "P3", "P4"] as const;

/** Reads the address; what is no known value counts as not said. */
export function filterOf(search: Record<string, string | string[] | undefined>): Filter {
	const state = STATES.find((one) => one === search.state);
	const severity = SEVERITIES.find((one) => one === search.severity);
	const serviceId = typeof search.service === "string" && search.service !== "" ? search.service : undefined;
	const q = typeof search.q === "string" && search.q.trim() !== "" ? search.q.trim() : undefined;
	return {
		...(state && { state }),
		...(severity && { severity }),
		...(serviceId && { serviceId }),
		...(q && { q }),
	};
}

/** What the API is asked for: a bare number nearly always means the incident. */
export const searchWords = (typed: string): string =>
	/^\d+$/.test(typed.trim()) ? `#${typed.trim()}` : typed.trim().slice(0, 100);

/** The query of the API, its parts always in the same order, since it also names what the device remembers. */
export function queryOf(filter: Filter, limit: number): string {
	const query = new URLSearchParams({ limit: String(limit) });
	if (filter.state) query.set("state", filter.state);
	if (filter.severity) query.set("severity", filter.severity);
	if (filter.serviceId) query.set("serviceId", filter.serviceId);
	if (filter.q) query.set("q", searchWords(filter.q));
	return query.toString();
}

export const isNarrowed = (filter: Filter): boolean => Object.keys(filter).length > 0;

function belongs(incident: Incident, filter: Filter): boolean {
	if (incident.source.kind === "test") return false;
	if (filter.state && filter.state !== incident.state) return false;
	if (filter.severity && filter.severity !== incident.severity) return false;
	return !filter.serviceId || filter.serviceId === incident.service.id;
}

/** The list with what came live: in its place, gone, or new at the top. An older picture changes nothing. */
export function withIncident(list: List<Incident>, incident: Incident, filter: Filter): List<Incident> {
	const known = list.items.find((one) => one.id === incident.id);
	if (known && known.version > incident.version) return list;
	// What a search finds is the server's to say: it changes in its place, and nothing joins it.
	if (filter.q && !known) return list;
	if (!belongs(incident, filter)) {
		return known ? { ...list, items: list.items.filter((one) => one.id !== incident.id) } : list;
	}
	if (known) return { ...list, items: list.items.map((one) => (one.id === incident.id ? incident : one)) };
	// Ids grow with time, and the list runs from the newest to the oldest.
	const at = list.items.findIndex((one) => one.id < incident.id);
	if (at < 0 && list.nextCursor !== null) return list;
	return { ...list, items: list.items.toSpliced(at < 0 ? list.items.length : at, 0, incident) };
}

/** The ids as they stood before, without those that are gone, and below them those that are new. */
export const inPlace = (ids: string[], before: string[]): string[] => [
	...before.filter((id) => ids.includes(id)),
	...ids.filter((id) => !before.includes(id)),
];

export const isOpen = ({ state }: Incident): boolean => state !== "resolved";

/** The ids that are listed, in order, and those that opened since and wait until somebody asks for them. */
export interface Listed {
	ids: string[];
	waiting: string[];
	/** What was the newest when the list got its order; "" while it is still read. */
	since: string;
}

export const UNLISTED: Listed = { ids: [], waiting: [], since: "" };

/**
 * The list while somebody looks at it: each keeps its place, whatever becomes of it, and what opened after `since` waits,
 * so that nothing moves. With another `since` the order is made anew.
 */
export function listed(ranked: string[], before: Listed, since: string): Listed {
	const isLater = (id: string) => since !== "" && id > since;
	const there = ranked.filter((id) => !isLater(id));
	const kept = since !== "" && since === before.since ? before.ids : [];
	return { ids: inPlace(there, kept), waiting: ranked.filter(isLater), since };
}
