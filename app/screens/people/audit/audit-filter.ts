const DAY_MS = 86_400_000;

export const SPANS = [
	{ value: "1", name: "Last 24 hours" },
	{ value: "7", name: "Last 7 days" },
	{ value: "30", name: "Last 30 days" },
	{ value: "any", name: "Any time" },
] as const;
export type Span = (typeof SPANS)[number]["value"];

export interface Filter {
	actorId: string;
	kind: string;
	span: Span;
}

/** Reads the address; what is no known value counts as not said. */
export function filterOf(search: Record<string, string | string[] | undefined>): Filter {
	const word = (name: string) => (typeof search[name] === "string" ? search[name] : "");
	const span = SPANS.find(({ value }) => value === search.since)?.value ?? "any";
	return { actorId: word("who"), kind: word("what"), span };
}

/** What is asked of the API. The start of the time is to the minute: a list keeps its name while it is read. */
export function pathOf({ actorId, kind, span }: Filter, now: number): `/${string}` {
	const query = new URLSearchParams();
	if (actorId !== "") query.set("actorId", actorId);
	if (kind !== "") query.set("action", kind);
	if (span !== "any") {
		const minute = Math.floor(now / 60_000) * 60_000;
		query.set("since", new Date(minute - Number(span) * DAY_MS).toISOString());
	}
	query.set("limit", "50");
	return `/audit-log?${query}`;
}
