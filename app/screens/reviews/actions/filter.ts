/** What the list of action items is narrowed to; the address says so. */
import type { Option } from "../../../parts/field.tsx";

export const SHOWN = [
	{ value: "open", name: "To do" },
	{ value: "overdue", name: "Overdue" },
	{ value: "in_progress", name: "In progress" },
	{ value: "closed", name: "Done or dropped" },
	{ value: "all", name: "All" },
] as const satisfies Option<string>[];
export type Shown = (typeof SHOWN)[number]["value"];

export interface Filter {
	shown: Shown;
	/** A user's id, or `me`. */
	owner?: string;
	serviceId?: string;
	incidentId?: string;
}

/** Reads the address; what is no known value counts as not said. */
export function filterOf(search: Record<string, string | string[] | undefined>): Filter {
	const word = (name: string) => {
		const value = search[name];
		return typeof value === "string" && value !== "" ? value : undefined;
	};
	const shown = SHOWN.find(({ value }) => value === search.show)?.value ?? "open";
	return { shown, owner: word("owner"), serviceId: word("service"), incidentId: word("incident") };
}

/** Something is left out that another choice would show. */
export const isNarrowed = (filter: Filter): boolean =>
	filter.shown !== "open" || Boolean(filter.owner || filter.serviceId || filter.incidentId);

const BY_STATE: Record<Shown, Record<string, string>> = {
	open: { closed: "false" },
	overdue: { overdue: "true" },
	in_progress: { state: "in_progress" },
	closed: { closed: "true" },
	all: {},
};

/** The query of the API; null while it is not known who "me" is. */
export function queryOf(filter: Filter, myId: string | undefined): string | null {
	const ownerId = filter.owner === "me" ? myId : filter.owner;
	if (filter.owner === "me" && !ownerId) return null;
	const query = new URLSearchParams(BY_STATE[filter.shown]);
	if (ownerId) query.set("ownerId", ownerId);
	if (filter.serviceId) query.set("serviceId", filter.serviceId);
	if (filter.incidentId) query.set("incidentId", filter.incidentId);
	return query.toString();
}
