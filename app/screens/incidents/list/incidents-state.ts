import { createSignal } from "solid-js";
import { api, failureWords } from "../../../state/api.ts";
import { onNews } from "../../../state/live.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import type { Incident, List } from "../../../state/wire.ts";
import { type Filter, queryOf, withIncident } from "./lists.ts";

export interface IncidentPages {
	of: Resource<List<Incident>>;
	/** Asks for the next page; answers why not, or null. */
	more(): Promise<string | null>;
	isAsking(): boolean;
}

/** Open ones are few; the past is read a page at a time. */
const OPEN_AT_ONCE = 200;
const PAGE = 30;

/** One that is narrowed further is read again when there is a network. */
const holdsOpenOnes = ({ state, severity, serviceId, q }: Filter): boolean =>
	state !== "resolved" && !severity && !serviceId && !q;

/** One list by its filter, kept true by the live stream. Call inside a component. */
export function incidentPages(filter: Filter): IncidentPages {
	const limit = filter.state === "resolved" || filter.q ? PAGE : OPEN_AT_ONCE;
	const path = `/incidents?${queryOf(filter, limit)}` as const;
	const of = cached<List<Incident>>(path, () => api("GET", path), { keep: holdsOpenOnes(filter) });
	const [isAsking, setAsking] = createSignal(false);
	onNews(({ incident }) => of.set((known) => known && withIncident(known, incident, filter)));
	const more = async () => {
		const cursor = of.value?.nextCursor;
		if (!cursor || isAsking()) return null;
		setAsking(true);
		const answer = await api<List<Incident>>("GET", `${path}&cursor=${encodeURIComponent(cursor)}`);
		setAsking(false);
		if (!answer.ok) return failureWords(answer);
		const { items, nextCursor } = answer.value;
		of.set((known) => known && { items: [...known.items, ...items], nextCursor });
		return null;
	};
	return { of, more, isAsking };
}

/** The parts of the list: what is open, the past, or what a search finds in both. Call inside a component. */
export interface IncidentParts {
	open: IncidentPages[];
	/** What grows page by page. */
	past: IncidentPages | null;
	all: IncidentPages[];
}

export function incidentParts(filter: Filter): IncidentParts {
	if (filter.q) {
		const found = incidentPages(filter);
		return { open: [], past: found, all: [found] };
	}
	const parts = (["triggered", "acknowledged", "resolved"] as const)
		.filter((state) => !filter.state || filter.state === state)
		.map((state) => ({ state, pages: incidentPages({ ...filter, state }) }));
	return {
		open: parts.filter((part) => part.state !== "resolved").map((part) => part.pages),
		past: parts.find((part) => part.state === "resolved")?.pages ?? null,
		all: parts.map((part) => part.pages),
	};
}
