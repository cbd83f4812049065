import { type MaintenanceState, stateAt } from "../../maintenance/rules/maintenance.ts";
import type { PublicMaintenance } from "../../maintenance/rules/public-maintenance.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { PublicComponent } from "../../services/rules/component.ts";

export interface PlannedView extends PublicMaintenance {
	state: MaintenanceState;
	/** What its components are called, in the order of the page; without those that are gone. */
	componentNames: string[];
}

export interface Planned {
	/** In progress, or verified; what ends first comes first. */
	active: PlannedView[];
	/** What begins first comes first. */
	upcoming: PlannedView[];
	/** Most recently ended first. */
	past: PlannedView[];
}

/** All that the public page tells of maintenances, as it is at `now`. */
export function plannedAt(
	maintenances: PublicMaintenance[],
	components: Pick<PublicComponent, "id" | "name">[],
	now: Instant,
): Planned {
	const views = maintenances.map((one) => plannedView(one, components, now));
	return {
		active: views.filter(({ state }) => isActive(state)).sort((a, b) => a.endsAt - b.endsAt),
		upcoming: views.filter(({ state }) => state === "scheduled").sort((a, b) => a.startsAt - b.startsAt),
		past: views.filter(({ state }) => state === "completed").sort((a, b) => b.endsAt - a.endsAt),
	};
}

export function plannedView(
	one: PublicMaintenance,
	components: Pick<PublicComponent, "id" | "name">[],
	now: Instant,
): PlannedView {
	const own = components.filter(({ id }) => one.componentIds.includes(id));
	return { ...one, state: stateAt(one, now), componentNames: own.map(({ name }) => name) };
}

const isActive = (state: MaintenanceState): boolean => state === "in_progress" || state === "verifying";

/** What is over says so. */
export const toldTitle = ({ title, state }: Pick<PlannedView, "title" | "state">): string =>
	state === "completed" ? `Completed: ${title}` : title;

export interface PlannedWord {
	state: MaintenanceState;
	at: Instant;
	words: string;
}

/** What was said of it so far, oldest first: each state when it began, in words of ours but for the first. */
export function wordsSoFar(one: PlannedView, workEndsAt: Instant, now: Instant): PlannedWord[] {
	const all: PlannedWord[] = [
		{ state: "scheduled", at: Math.min(one.createdAt, one.startsAt), words: one.description || "Planned." },
		{ state: "in_progress", at: one.startsAt, words: "The work is in progress." },
		{ state: "verifying", at: workEndsAt, words: "The work is done. We’re checking that everything works." },
		{ state: "completed", at: one.endsAt, words: "The maintenance is completed." },
	];
	const said = workEndsAt < one.endsAt ? all : all.filter(({ state }) => state !== "verifying");
	return said.filter(({ state, at }) => state === "scheduled" || at <= now);
}
