import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Severity } from "../../paging/rules/severity.ts";
import { quietUntil } from "../../people/rules/quiet-hours.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { Incident } from "./incident.ts";
import type { PlannedPage } from "./page.ts";

/** What of an incident decides how it pages. */
export type Loudness = Pick<Incident, "severity" | "urgency">;

/** A P1 and a P2 are told at whatever hour, however low their urgency was set. */
export const waitsWhileQuiet = (severity: Severity): boolean => severity === "P3" || severity === "P4";

/** The same pages, those of people in their quiet hours held until these end. Only of what is not urgent. */
export function heldWhileQuiet(
	plan: Pick<PagingPlan, "people">,
	{ severity, urgency }: Loudness,
	pages: PlannedPage[],
	at: Instant,
): PlannedPage[] {
	if (urgency === "high" || !waitsWhileQuiet(severity)) return pages;
	return pages.map((page) => ({ ...page, quietUntil: quietEnd(plan, page.userId, at) }));
}

/** When the quiet hours of this person end; null while none run. */
export function quietEnd(
	{ people }: Pick<PagingPlan, "people">,
	userId: string | null,
	at: Instant,
): Instant | null {
	const person = people.find(({ id }) => id === userId);
	return person ? quietUntil(person.quietHours, person.timeZone, at) : null;
}
