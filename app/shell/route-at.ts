import type { AppRoute } from "./routes.ts";

/** The place of an address below `/app`: `/app/incidents/inc_1?…`. */
export function routeAt(routes: readonly AppRoute[], address: string): AppRoute | undefined {
	const path = address.replace(/^\/app(?=\/|$)/, "").replace(/[?#].*$/, "") || "/";
	return routes.find((route) => new RegExp(`^${route.path.replace(/:\w+/g, "[^/]+")}/?$`).test(path));
}

/** What the app will ask the API first where it starts at this address. */
export function askedFirst(routes: readonly AppRoute[], address: string): `/${string}`[] {
	const route = routeAt(routes, address);
	if (route?.who !== "members") return ["/me"];
	const id = address.split("/")[route.path.split("/").indexOf(":id") + 1] ?? "";
	const own = (route.asks ?? []).map((path) => path.replace(":id", id) as `/${string}`);
	return ["/me", ...own, "/now"];
}
