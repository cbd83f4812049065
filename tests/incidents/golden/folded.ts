import { replay } from "../../../worker/incidents/rules/evolve.ts";
import type { TimelineEvent } from "../../../worker/incidents/rules/incident-types.ts";
import { publicViewOf, viewOf } from "../../../worker/incidents/rules/incident-view.ts";
import { readEvent } from "../../../worker/incidents/rules/stored-events.ts";
import { PAGING_PLAN } from "../../../worker/paging/rules/paging-plan.ts";

/** A life of an incident as it was stored, and what it came to. */
export interface GoldenTimeline {
	life: string;
	/** The paging plan's snapshot, as it was stored. */
	paging: Record<string, unknown>;
	rows: TimelineEvent[];
	expected: Folded;
}

export interface Folded {
	incident: unknown;
	view: unknown;
	publicView: unknown;
}

/** What today's code makes of a stored timeline, as JSON. */
export function folded({ paging, rows }: Pick<GoldenTimeline, "paging" | "rows">): Folded {
	const incident = replay(rows.map(readEvent));
	if (!incident) throw new Error("an empty timeline");
	const plan = PAGING_PLAN.unwrap(paging).value;
	const { pages, alertIds, ...rest } = incident;
	const whole = { ...rest, pages: [...pages.values()], alertIds: [...alertIds] };
	return { incident: whole, view: viewOf(incident, plan), publicView: publicViewOf(incident) };
}
