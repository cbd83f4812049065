import {
	type PublicMaintenance,
	publicStepAt,
	publicWordAt,
	publicWordId,
} from "../../maintenance/rules/public-maintenance.ts";
import type { Instant } from "../../platform/rules/time.ts";
import { type MaintenanceNews, NEWS_MS } from "./news.ts";

/**
 * What of a maintenance is still to be told: that it is planned, has begun, or is over. Null: nothing. One that is moved
 * before it begins is told once more; of steps that nobody was told in time only the last one is.
 */
export function maintenanceNewsOf(
	one: PublicMaintenance,
	heard: ReadonlySet<string>,
	now: Instant,
): MaintenanceNews | null {
	const [id, at] = [publicWordId(one, now), publicWordAt(one, now)];
	if (heard.has(id) || at <= now - NEWS_MS) return null;
	const { id: maintenanceId, title, description, componentIds, startsAt, endsAt } = one;
	const maintenance = { id: maintenanceId, title, description, componentIds, startsAt, endsAt };
	return { kind: "maintenance", id, step: publicStepAt(one, now), maintenance, at };
}
