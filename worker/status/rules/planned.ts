import {
	overAt,
	type PublicMaintenance,
	type PublicState,
	publicStateAt,
} from "../../maintenance/rules/public-maintenance.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { PublicComponent } from "../../services/rules/component.ts";

export interface PlannedView extends PublicMaintenance {
	state: PublicState;
	/** What its components are called, in the order of the page; without those that are gone. */
	componentNames: string[];
}

export interface Planned {
	/** In progress, or verified; what ends first comes first. */
	active: PlannedView[];
	/** What begins first comes first. */
	upcoming: PlannedView[];
	/** Completed or cancelled, most recently first. */
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
		past: views.filter(({ state }) => isOver(state)).sort((a, b) => overAt(b) - overAt(a)),
	};
}

export function plannedView(
	one: PublicMaintenance,
	components: Pick<PublicComponent, "id" | "name">[],
	now: Instant,
): PlannedView {
	const own = components.filter(({ id }) => one.componentIds.includes(id));
	return { ...one, state: publicStateAt(one, now), componentNames: own.map(({ name }) => name) };
}

const isActive = (state: PublicState): boolean => state === "in_progress" || state === "verifying";

export const isOver = (state: PublicState): boolean => state === "completed" || state === "cancelled";

/** False for what was cancelled before it began: no work was done. */
export const hasBegun = ({ startsAt, cancelledAt }: PlannedView): boolean =>
	cancelledAt === null || startsAt < cancelledAt;

/** What is said of a maintenance beside the words of those who planned it. */
export interface PlannedWords {
	planned: string;
	begun: string;
	/** The work is over, and it is looked at whether all works. */
	worked: string;
	done: string;
	dropped: string;
	completed: (title: string) => string;
	cancelled: (title: string) => string;
}

export const PLANNED_WORDS: PlannedWords = {
	planned: "Planned.",
	begun: "The work is in progress.",
	worked: "The work is done. We’re checking that everything works.",
	done: "The maintenance is completed.",
	dropped: "The maintenance is canceled.",
	completed: (title) => `Completed: ${title}`,
	cancelled: (title) => `Canceled: ${title}`,
};

/** What is over says so. */
export const toldTitle = (
	{ title, state }: Pick<PlannedView, "title" | "state">,
	words: PlannedWords = PLANNED_WORDS,
): string => (state === "completed" || state === "cancelled" ? words[state](title) : title);

export interface PlannedWord {
	state: PublicState;
	at: Instant;
	words: string;
}

/** What was said of it so far, oldest first: each state when it began, in words of ours but for the first. */
export function wordsSoFar(
	one: PlannedView,
	workEndsAt: Instant,
	now: Instant,
	says: PlannedWords = PLANNED_WORDS,
): PlannedWord[] {
	const all: PlannedWord[] = [
		{ state: "scheduled", at: Math.min(one.createdAt, one.startsAt), words: one.description || says.planned },
		{ state: "in_progress", at: one.startsAt, words: says.begun },
		{ state: "verifying", at: workEndsAt, words: says.worked },
		{ state: "completed", at: one.endsAt, words: says.done },
	];
	const said = workEndsAt < one.endsAt ? all : all.filter(({ state }) => state !== "verifying");
	const until = (limit: Instant) => said.filter(({ state, at }) => state === "scheduled" || at < limit);
	if (one.cancelledAt === null) return until(now + 1);
	return [...until(one.cancelledAt), { state: "cancelled", at: one.cancelledAt, words: says.dropped }];
}
