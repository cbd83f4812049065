/** Which entry of the navigation is the present place. Pure. */
import type { NavRoute } from "./routes.ts";

export interface Place {
	/** Below `/app`, without the query: `/incidents`. */
	path: string;
	/** `?from=list` */
	query: string;
}

type Entry = Pick<NavRoute, "path"> & { nav: Pick<NavRoute["nav"], "where"> };

/** Places without an entry, and the one that leads to them. */
const LED_FROM: Record<string, string> = {
	"/audit-log": "/settings",
	"/schedules": "/on-call",
	"/share": "/",
	"/single-sign-on": "/settings",
	"/tokens": "/settings",
	"/trackers": "/settings",
};

/**
 * Whether the place belongs to this entry. On the tabs of a phone, what has none belongs to More; only a monitor that
 * was not opened from the list of monitors belongs to Services, where its arrow leads back to. A rail shows every place.
 */
export function isAtPlace(entry: Entry, all: readonly Entry[], place: Place, isRail: boolean): boolean {
	const path = ledFrom(place.path) ?? (isRail ? place.path : tabPath(place));
	if (isRail || entry.nav.where !== "tab-only") return belongs(entry, path);
	return belongs(entry, path) || all.some((one) => one.nav.where === "more" && belongs(one, path));
}

/** By its first part: `/schedules/sch_1` has the entry of `/schedules`. */
const ledFrom = (path: string): string | undefined => LED_FROM[path.split("/", 2).join("/")];

const belongs = ({ path }: Entry, at: string): boolean =>
	path === "/" ? at === "/" : at === path || at.startsWith(`${path}/`);

function tabPath({ path, query }: Place): string {
	const isFromList = new URLSearchParams(query).get("from") === "list";
	return path.startsWith("/monitors/") && !isFromList ? "/services" : path;
}
