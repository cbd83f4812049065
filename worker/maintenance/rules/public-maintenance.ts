import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import { days, type Instant } from "../../platform/rules/time.ts";
import type { MaintenanceTimes } from "./maintenance.ts";

/** What the public is told of a maintenance. One that names no component is nobody's business outside. */
export interface PublicMaintenance extends MaintenanceTimes {
	id: string;
	title: string;
	description: string;
	componentIds: string[];
	plannedStartsAt: Instant;
	plannedEndsAt: Instant;
	createdAt: Instant;
	updatedAt: Instant;
}

/** How long after its end the public is told of one. */
export const TOLD_MS = days(92);

/** As the Publication keeps it. */
export const PUBLIC_MAINTENANCE = storedShape<PublicMaintenance>(asItIs);

/** The public's copy, word by word: a field that is not named here stays behind. */
export function maintenanceCopy(one: PublicMaintenance): PublicMaintenance {
	const { id, title, description, componentIds, createdAt, updatedAt } = one;
	const { startsAt, verifySeconds, verifyingAt, endsAt, plannedStartsAt, plannedEndsAt } = one;
	return {
		...{ id, title, description, componentIds, createdAt, updatedAt },
		...{ startsAt, verifySeconds, verifyingAt, endsAt, plannedStartsAt, plannedEndsAt },
	};
}
