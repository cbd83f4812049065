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
	/** Grows with each change. */
	version: number;
	/** When it was deleted before its end; null otherwise. */
	cancelledAt: Instant | null;
}

/** How long after its end the public is told of one. */
export const TOLD_MS = days(92);

/** As the Publication keeps it. Earlier versions forgot what was deleted. */
export const PUBLIC_MAINTENANCE = storedShape<PublicMaintenance>(asItIs, (old) => ({
	...{ version: 1, cancelledAt: null },
	...old,
}));

/**
 * The public's copy, word by word: a field that is not named here stays behind. While a deployment goes on, an earlier
 * version may say nothing of the last two.
 */
export function maintenanceCopy(one: PublicMaintenance): PublicMaintenance {
	const { id, title, description, componentIds, createdAt, updatedAt, version = 1, cancelledAt = null } = one;
	const { startsAt, verifySeconds, verifyingAt, endsAt, plannedStartsAt, plannedEndsAt } = one;
	return {
		...{ id, title, description, componentIds, createdAt, updatedAt, version, cancelledAt },
		...{ startsAt, verifySeconds, verifyingAt, endsAt, plannedStartsAt, plannedEndsAt },
	};
}

export type PublicState = MaintenanceState | "cancelled";

export function publicStateAt(one: PublicMaintenance, now: Instant): PublicState {
	return one.cancelledAt === null ? stateAt(one, now) : "cancelled";
}

/** Since when it is no longer ahead or going on; in the future for what is. */
export function overAt({ cancelledAt, endsAt }: Pick<PublicMaintenance, "cancelledAt" | "endsAt">): Instant {
	return cancelledAt ?? endsAt;
}

/** What the public tells apart: to verify is a part of the work, for those outside. */
export type PublicStep = Exclude<PublicState, "verifying">;

export function publicStepAt(one: PublicMaintenance, now: Instant): PublicStep {
	const state = publicStateAt(one, now);
	return state === "verifying" ? "in_progress" : state;
}

/** Names what is to be told of it at `now`: another one with each step, and when it is moved before it begins. */
export function publicWordId(one: PublicMaintenance, now: Instant): string {
	const step = publicStepAt(one, now);
	return step === "scheduled" ? `${one.id}/${step}/${one.startsAt}` : `${one.id}/${step}`;
}

/** Since when that is so. */
export function publicWordAt(one: PublicMaintenance, now: Instant): Instant {
	const { updatedAt: scheduled, startsAt: in_progress, endsAt: completed } = one;
	return { scheduled, in_progress, completed, cancelled: overAt(one) }[publicStepAt(one, now)];
}
