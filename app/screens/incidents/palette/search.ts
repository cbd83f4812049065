import { createEffect, createSignal, onCleanup } from "solid-js";
import { api } from "../../../state/api.ts";
import type { Incident, List } from "../../../state/wire.ts";
import { searchWords } from "../list/lists.ts";

/** Typing pauses this long before the server is asked. */
const PAUSE_MS = 200;
const SHOWN = 8;

export type SearchState = "idle" | "busy" | "failed";

/** The server's incidents for what is typed, a pause after each key; an answer to what was typed before is left out. */
export function incidentSearch(typed: () => string): { found(): Incident[]; state(): SearchState } {
	const [found, setFound] = createSignal<Incident[]>([]);
	const [state, setState] = createSignal<SearchState>("idle");
	const ask = async (query: string, isCurrent: () => boolean) => {
		const path = `/incidents?${new URLSearchParams({ limit: String(SHOWN), q: query })}` as const;
		const answer = await api<List<Incident>>("GET", path);
		if (!isCurrent()) return;
		setState(answer.ok ? "idle" : "failed");
		setFound(answer.ok ? answer.value.items : []);
	};
	createEffect(() => {
		const query = queryOf(typed());
		let current = true;
		onCleanup(() => {
			current = false;
		});
		if (query === null) {
			setFound([]);
			setState("idle");
			return;
		}
		setState("busy");
		const timer = setTimeout(() => void ask(query, () => current), PAUSE_MS);
		onCleanup(() => clearTimeout(timer));
	});
	return { found, state };
}

/** "#12" for a bare number too, which nearly always means the incident. Null: too little to look for. */
export function queryOf(typed: string): string | null {
	const query = searchWords(typed);
	return query.length < 2 ? null : query;
}
