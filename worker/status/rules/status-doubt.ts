import type { Doubt, ServiceStanding } from "../../monitoring/rules/standing.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { Doubts } from "./doubts.ts";
import { freshness, type PublicSnapshot } from "./public-snapshot.ts";

/**
 * What the checks and the incidents that are not public leave to doubt. `places` says which component shows a service;
 * `hidden` are the components of open incidents that are not published.
 */
export function doubtsFrom(
	places: Record<string, string>,
	services: ServiceStanding[],
	hidden: string[],
): Pick<Doubts, "of" | "checked"> {
	const of: Record<string, Doubt> = {};
	const checked = new Set<string>();
	for (const { serviceId, standing } of services) {
		const componentId = places[serviceId];
		if (componentId === undefined) continue;
		checked.add(componentId);
		if (standing !== "well" && of[componentId] !== "checking") of[componentId] = standing;
	}
	for (const componentId of hidden) of[componentId] = "checking";
	return { of, checked: [...checked].sort() };
}

/** The snapshot's doubts, and what its age adds to them at `now`. */
export function doubtsAt(snapshot: PublicSnapshot, now: Instant): Doubts {
	const { doubts, components } = snapshot;
	const { kind } = freshness(snapshot, now);
	const unknown = (ids: string[]) => ({ ...Object.fromEntries(ids.map((id) => [id, "unknown" as const])) });
	if (kind === "late") {
		const all = components.map((component) => component.id);
		return { ...doubts, of: { ...unknown(all), ...doubts.of }, lateSince: snapshot.asOf };
	}
	if (kind === "checks_late")
		return { ...doubts, of: { ...unknown(doubts.checked), ...doubts.of }, lateSince: null };
	return { ...doubts, lateSince: null };
}
