import { useSearchParams } from "@solidjs/router";
import { createEffect, createSignal, on } from "solid-js";

/** Whether the sheet that adds one is open; `?add=1` opens it too, and leaves the address at once. */
export function addingByAddress(): [() => boolean, (open: boolean) => void] {
	const [search, setSearch] = useSearchParams<{ add?: string }>();
	const [adding, setAdding] = createSignal(false);
	createEffect(
		on(
			() => search.add,
			(asked) => {
				if (asked === undefined) return;
				setAdding(true);
				setSearch({ add: null }, { replace: true });
			},
		),
	);
	return [adding, setAdding];
}
