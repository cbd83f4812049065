/** Named views of a list: what the address says of it, kept on this device. */
import { createSignal } from "solid-js";

export interface View {
	name: string;
	/** Of the address, in its one spelling: "severity=P1&sort=-opened". Empty for the list as it comes. */
	query: string;
}

const MOST_VIEWS = 12;
const KEY = "tocsin-views:";

/** The query with its words in one order and without empty ones, so that two that say the same are the same. */
export function sameQuery(query: string, without: readonly string[] = []): string {
	const words = [...new URLSearchParams(query)].filter(
		([key, value]) => value !== "" && !without.includes(key),
	);
	return new URLSearchParams(words.sort(([a], [b]) => a.localeCompare(b))).toString();
}

/** What a device kept, whoever wrote it: what is no view is left out. */
export function viewsIn(text: string | null): View[] {
	try {
		const kept: unknown = JSON.parse(text ?? "[]");
		if (!Array.isArray(kept)) return [];
		return kept.flatMap((one) =>
			typeof one?.name === "string" && typeof one?.query === "string"
				? [{ name: one.name, query: sameQuery(one.query) }]
				: [],
		);
	} catch {
		return [];
	}
}

/** With one more; one of the same name is replaced in its place, and the oldest goes when there are too many. */
export function withView(views: readonly View[], view: View): View[] {
	const isKnown = views.some(({ name }) => name === view.name);
	if (isKnown) return views.map((one) => (one.name === view.name ? view : one));
	return [...views, view].slice(-MOST_VIEWS);
}

/** The views that this device keeps of one list. */
export function keptViews(place: string) {
	const [views, setViews] = createSignal(read(place));
	const write = (next: View[]) => {
		setViews(next);
		try {
			localStorage.setItem(KEY + place, JSON.stringify(next));
		} catch {
			// Without storage they last as long as the page.
		}
	};
	return {
		views,
		save: (view: View) => write(withView(views(), view)),
		remove: (name: string) => write(views().filter((one) => one.name !== name)),
	};
}

function read(place: string): View[] {
	try {
		return viewsIn(localStorage.getItem(KEY + place));
	} catch {
		return [];
	}
}
