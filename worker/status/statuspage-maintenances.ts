import { workEndsAt } from "../maintenance/rules/maintenance.ts";
import { overAt, type PublicState } from "../maintenance/rules/public-maintenance.ts";
import { toWire, toWireOrNull } from "../platform/rules/time.ts";
import { isOver, type PlannedView, wordsSoFar } from "./rules/planned.ts";
import type { PublicView } from "./rules/status.ts";
import { componentOf, PAGE_ID, saidAt } from "./statuspage-parts.ts";

/** There is no word for what is cancelled: it is completed, and its last update says why. */
const theirState = (state: PublicState) => (state === "cancelled" ? "completed" : state);

/** A maintenance in Statuspage's shape: an incident with times that it was scheduled for. */
export function maintenanceOf(one: PlannedView, view: PublicView, origin: string) {
	const said = wordsSoFar(one, workEndsAt(one), view.at);
	const concerned = view.groups
		.flatMap((group) => group.components)
		.filter(({ id }) => one.componentIds.includes(id));
	return {
		id: one.id,
		name: one.title,
		status: theirState(one.state),
		created_at: toWire(one.createdAt),
		updated_at: toWire(Math.max(one.updatedAt, said.at(-1)?.at ?? 0)),
		monitoring_at: null,
		resolved_at: toWireOrNull(isOver(one.state) ? overAt(one) : null),
		impact: "maintenance",
		shortlink: `${origin}/maintenances/${one.id}`,
		started_at: toWire(one.startsAt),
		page_id: PAGE_ID,
		scheduled_for: toWire(one.plannedStartsAt),
		scheduled_until: toWire(one.plannedEndsAt),
		incident_updates: said
			.map(({ state, at, words }) => ({
				...saidAt(at, one.id),
				id: `${one.id}-${state}`,
				status: theirState(state),
				body: words,
				affected_components: concerned.map(({ id, name }) => ({
					code: id,
					name,
					old_status: state === "scheduled" || state === "in_progress" ? "operational" : "under_maintenance",
					new_status: state === "in_progress" || state === "verifying" ? "under_maintenance" : "operational",
				})),
			}))
			.reverse(),
		components: concerned.map((component) => componentOf(component, view)),
	};
}
