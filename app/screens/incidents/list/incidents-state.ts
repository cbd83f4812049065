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
const holdsOpenOnes = ({ state, severity, serviceId }: Filter): boolean =>
	state !== "resolved" && !severity && !serviceId;

/** One list by its filter, kept true by the live stream. Call inside a component. */
export function incidentPages(filter: Filter): IncidentPages {
	const limit = filter.state === "resolved" ? PAGE : OPEN_AT_ONCE;
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
