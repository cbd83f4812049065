import { createEffect, createMemo, createSignal, untrack } from "solid-js";
import { openFirst } from "../../../state/firing.ts";
import type { Incident } from "../../../state/wire.ts";
import type { IncidentParts } from "./incidents-state.ts";
import { isOpen, type Listed, listed, UNLISTED } from "./lists.ts";

export interface ShownIncidents {
	/** What was open when the list got its order, and the rest: each in its place, as it is now. */
	open(): Incident[];
	past(): Incident[];
	/** How many opened since. */
	waiting(): number;
	/** Brings those in, and the list in order. */
	showAll(): void;
}

/** What of these lists is on the screen. Call inside a component. */
export function shownIncidents(parts: IncidentParts): ShownIncidents {
	const [since, setSince] = createSignal("");
	const all = createMemo(() => openFirst(parts.all.flatMap(({ of }) => of.value?.items ?? [])));
	const isRead = () => parts.all.every(({ of }) => of.state === "fresh");
	const showAll = () => setSince(newest(untrack(all)));
	createEffect(() => since() === "" && isRead() && showAll());
	const now = createMemo<Listed>((before) => {
		const ids = all().map(({ id }) => id);
		return listed(ids, before, since());
	}, UNLISTED);
	const wereOpen = createMemo(() => {
		const known = since() === "" ? all() : untrack(all);
		return new Set(known.filter(isOpen).map(({ id }) => id));
	});
	const items = createMemo(() => {
		const byId = new Map(all().map((one) => [one.id, one]));
		return now().ids.flatMap((id) => byId.get(id) ?? []);
	});
	return {
		open: () => items().filter(({ id }) => wereOpen().has(id)),
		past: () => items().filter(({ id }) => !wereOpen().has(id)),
		waiting: () => now().waiting.length,
		showAll,
	};
}

/** Ids grow with time. Of an empty list it is one before all others. */
const newest = (all: Incident[]): string => all.reduce((last, { id }) => (id > last ? id : last), "-");
