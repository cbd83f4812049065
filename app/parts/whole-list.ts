import { createEffect, createSignal } from "solid-js";
import { readMore } from "../state/lists.ts";
import type { Resource } from "../state/resource.ts";
import type { List } from "../state/wire.ts";

/** The pages of a list that are not read yet. */
export interface RestOfList {
	hasMore(): boolean;
	/** Reads the next one; false when it could not be read. */
	read(): Promise<boolean>;
}

export const restOf = <Item>(of: Resource<List<Item>>, path: `/${string}`): RestOfList => ({
	hasMore: () => Boolean(of.value?.nextCursor),
	read: () => readMore(of, path),
});

/** More is read only when somebody asks for it. */
const MOST = 2_000;

/**
 * While somebody searches, narrows, or orders a list, reads the pages that are left, so that nothing is missed. Answers
 * whether it stopped before the end: at so many items, or where a page could not be read. Call inside a component.
 */
export function readsWhole(from: {
	rest(): RestOfList | undefined;
	isAsked(): boolean;
	count(): number;
}): () => boolean {
	const [hasFailed, setFailed] = createSignal(false);
	let isReading = false;
	const isWanted = () => from.isAsked() && from.rest()?.hasMore() === true;
	const readAll = async () => {
		isReading = true;
		while (isWanted() && from.count() < MOST && !hasFailed()) setFailed(!(await from.rest()?.read()));
		isReading = false;
	};
	createEffect(() => {
		if (!from.isAsked()) setFailed(false);
		else if (isWanted() && !isReading) void readAll();
	});
	return () => isWanted() && (hasFailed() || from.count() >= MOST);
}
