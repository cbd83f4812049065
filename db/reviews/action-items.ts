import { and, asc, eq, gt, inArray, or, type SQL, sql } from "drizzle-orm";
import type { ActionItemState } from "../../worker/reviews/rules/action-item.ts";
import { incidents } from "../incidents/tables.ts";
import { open } from "../platform/client.ts";
import { repository } from "../platform/repository.ts";
import { actionItems } from "./tables.ts";

export type ActionItemRow = typeof actionItems.$inferSelect;

export const actionItemRows = repository("actionItem", actionItems);

const OPEN: ActionItemState[] = ["open", "in_progress"];
const CLOSED: ActionItemState[] = ["done", "dropped"];

export interface ActionItemFilter {
	state?: ActionItemState | undefined;
	closed?: boolean | undefined;
	ownerId?: string | undefined;
	incidentId?: string | undefined;
	serviceId?: string | undefined;
	wouldHavePreventedIncidentId?: string | undefined;
	overdue?: boolean | undefined;
	/** Of earlier incidents of this one's service. */
	beforeIncidentId?: string | undefined;
}

/** Where a list goes on: after this deadline, and among those of that deadline after this id. */
export interface ActionItemPlace {
	dueAt: number;
	id: string;
}

/** The earliest deadline first. Uses action_items_by_due, or the index of the owner, the incident or the service. */
export async function listActionItems(
	d1: D1Database,
	filter: ActionItemFilter,
	page: { limit: number; after: ActionItemPlace | null },
	now: number,
): Promise<ActionItemRow[]> {
	const { after } = page;
	const beyond =
		after &&
		or(
			gt(actionItems.dueAt, after.dueAt),
			and(eq(actionItems.dueAt, after.dueAt), gt(actionItems.id, after.id)),
		);
	return open(d1)
		.select()
		.from(actionItems)
		.where(and(...conditions(filter, now), beyond ?? undefined))
		.orderBy(asc(actionItems.dueAt), asc(actionItems.id))
		.limit(page.limit);
}

function conditions(filter: ActionItemFilter, now: number): (SQL | undefined)[] {
	const { state, closed, ownerId, incidentId, serviceId, overdue } = filter;
	const prevents = filter.wouldHavePreventedIncidentId;
	const late = and(inArray(actionItems.state, OPEN), sql`${actionItems.dueAt} < ${now}`);
	return [
		state && eq(actionItems.state, state),
		closed === undefined ? undefined : inArray(actionItems.state, closed ? CLOSED : OPEN),
		ownerId === undefined ? undefined : eq(actionItems.ownerId, ownerId),
		incidentId === undefined ? undefined : eq(actionItems.incidentId, incidentId),
		serviceId === undefined ? undefined : eq(actionItems.serviceId, serviceId),
		prevents === undefined
			? undefined
			: sql`EXISTS (SELECT 1 FROM json_each(${actionItems.wouldHavePreventedIncidentIds}) WHERE value = ${prevents})`,
		...ofEarlierIncidents(filter.beforeIncidentId),
		overdue === undefined ? undefined : overdue ? late : sql`NOT (${late})`,
	];
}

/** By action_items_by_service; the incidents are read by their key. Nothing for an incident that is not known. */
function ofEarlierIncidents(incidentId: string | undefined): SQL[] {
	if (incidentId === undefined) return [];
	const here = (column: SQL) => sql`(SELECT ${column} FROM incidents WHERE id = ${incidentId})`;
	return [
		sql`${actionItems.serviceId} = ${here(sql`service_id`)}`,
		sql`${actionItems.incidentId} IN (SELECT id FROM incidents
			WHERE service_id = ${here(sql`service_id`)} AND number < ${here(sql`number`)})`,
	];
}

/** The service of an incident that the projection knows; null for another. */
export async function serviceOfIncident(d1: D1Database, incidentId: string): Promise<string | null> {
	const [row] = await open(d1)
		.select({ serviceId: incidents.serviceId })
		.from(incidents)
		.where(eq(incidents.id, incidentId));
	return row?.serviceId ?? null;
}

/** Every item of an incident, the earliest deadline first. Uses action_items_by_incident. */
export async function actionItemsOf(d1: D1Database, incidentId: string): Promise<ActionItemRow[]> {
	return open(d1)
		.select()
		.from(actionItems)
		.where(eq(actionItems.incidentId, incidentId))
		.orderBy(asc(actionItems.dueAt), asc(actionItems.id));
}
