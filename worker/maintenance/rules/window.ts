import type { Instant } from "../../platform/rules/time.ts";

/** A time in which whatever is named here pages nobody anew. */
export interface MaintenanceWindow {
	from: Instant;
	/** The work is over then: what still fails pages. */
	to: Instant;
	monitorIds: string[];
	serviceIds: string[];
}

/** The windows that lie over a monitor at an instant. */
export function windowAt(
	windows: readonly MaintenanceWindow[],
	{ id, serviceId }: { id: string; serviceId: string },
	at: Instant,
): MaintenanceWindow | null {
	const isNamed = ({ monitorIds, serviceIds }: MaintenanceWindow) =>
		monitorIds.includes(id) || serviceIds.includes(serviceId);
	return windows.find((window) => window.from <= at && at < window.to && isNamed(window)) ?? null;
}

/** The next begin or end of any of them after an instant; null when there is none. */
export function nextEdgeAfter(windows: readonly MaintenanceWindow[], at: Instant): Instant | null {
	const edges = windows.flatMap(({ from, to }) => [from, to]).filter((edge) => edge > at);
	return edges.length > 0 ? Math.min(...edges) : null;
}
