import { useBeforeLeave } from "@solidjs/router";
import { fetched } from "./newer-app.ts";
import { routeAt } from "./route-at.ts";
import { type AppRoute, useRoutes } from "./routes.ts";
import { scopedPath } from "./scoped-path.ts";

const fetchedRoutes = new Set<AppRoute>();

/**
 * Fetches the code of the next screen before the screen of before is left, which stays until then with all that
 * somebody writes on it. Call it once, in a component.
 */
export function fetchBeforeLeaving(): void {
	const routes = useRoutes();
	// Whoever presses again, or goes back, meant that and no longer what is being fetched.
	let latest: object | undefined;
	useBeforeLeave((event) => {
		latest = undefined;
		// Back and forward lead to code that was there before; the browser has moved already.
		if (event.defaultPrevented || typeof event.to !== "string") return;
		const route = routeAt(routes, event.to);
		if (!route || fetchedRoutes.has(route)) return;
		event.preventDefault();
		latest = event;
		const go = () => {
			if (latest === event) event.retry(true);
		};
		// What is missing is told by the screen that should be there.
		fetched(route.load, scopedPath(event.to)).then(() => {
			fetchedRoutes.add(route);
			go();
		}, go);
	});
}
