import { createEffect, createSignal } from "solid-js";
import type { RestOfList } from "../state/lists.ts";

/** More is read only when somebody asks for it. */
export const MOST = 2_000;

interface Searched {
	rest(): RestOfList | undefined;
	/** Somebody searches, narrows, or orders the list. */
	isAsked(): boolean;
	/** How many items are read. */
	count(): number;
}

const isWanted = ({ rest, isAsked }: Searched): boolean => isAsked() && rest()?.hasMore() === true;

/** Reads what is left, a page after the other, while it is wanted, up to `MOST` items. False: a page could not be read. */
export async function readRest(from: Searched): Promise<boolean> {
	while (isWanted(from) && from.count() < MOST) if (!(await from.rest()?.read())) return false;
	return true;
}

/**
 * Keeps a list whole while somebody searches it, so that nothing is missed. Answers whether some of it is left out: what
 * is beyond `MOST`, or a page that could not be read. Call inside a component.
 */
export function readsWhole(from: Searched): () => boolean {
	const [hasFailed, setFailed] = createSignal(false);
	let isReading = false;
	createEffect(() => {
		if (!from.isAsked()) setFailed(false);
		if (!isWanted(from) || isReading || hasFailed()) return;
		isReading = true;
		void readRest(from).then((isWhole) => {
			isReading = false;
			setFailed(!isWhole);
		});
	});
	return () => isWanted(from) && (hasFailed() || from.count() >= MOST);
}
