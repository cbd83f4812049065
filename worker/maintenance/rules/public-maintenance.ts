import { asItIs, storedShape } from "../../platform/rules/stored-shape.ts";
import { days, type Instant } from "../../platform/rules/time.ts";
import { type MaintenanceState, type MaintenanceTimes, stateAt } from "./maintenance.ts";

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

/** What the public tells apart: to verify is a part of the work, for those outside. */
export type PublicStep = Exclude<MaintenanceState, "verifying">;

export function publicStepAt(one: MaintenanceTimes, now: Instant): PublicStep {
	const state = stateAt(one, now);
	return state === "verifying" ? "in_progress" : state;
}

/** Names what is to be told of it at `now`: another one with each step, and when it is moved before it begins. */
export function publicWordId(one: PublicMaintenance, now: Instant): string {
	const step = publicStepAt(one, now);
	return step === "scheduled" ? `${one.id}/${step}/${one.startsAt}` : `${one.id}/${step}`;
}

/** Since when that is so. */
export function publicWordAt(one: PublicMaintenance, now: Instant): Instant {
	return { scheduled: one.updatedAt, in_progress: one.startsAt, completed: one.endsAt }[
		publicStepAt(one, now)
	];
}
