import { useIsRouting } from "@solidjs/router";
import { createEffect } from "solid-js";
import { scopedPath } from "./scoped-path.ts";

/** Keeps the address within the scope, however Now was reached: the router leaves the slash out. Call in a component. */
export function keepAddressInScope(): void {
	const isRouting = useIsRouting();
	createEffect(() => {
		if (isRouting()) return;
		const { pathname, search, hash } = location;
		const scoped = scopedPath(pathname);
		if (scoped !== pathname) history.replaceState(history.state, "", scoped + search + hash);
	});
}
