import type { ActionItemRow } from "../../../db/reviews/action-items.ts";
import { type IssueRow, issuesOf } from "../../../db/reviews/issues.ts";
import { viewsOf } from "../../../db/reviews/reviews.ts";
import { wireOf } from "../../platform/contract/stored.ts";
import type { Env } from "../../platform/env.ts";
import { toWire } from "../../platform/rules/time.ts";
import { isLate } from "../rules/action-item.ts";
import { actionItemPlain } from "./contract.ts";

const wire = wireOf(actionItemPlain);

/** The row's own fields: what the audit log keeps of it. */
export const actionItemWire = (row: ActionItemRow) => ({ ...wire(row), overdue: isLate(row, Date.now()) });

/** Items as they are answered: with the incident that each comes from, and the issue that was asked for. */
export async function shownActionItems(env: Env, rows: ActionItemRow[]) {
	const incidentIds = rows.flatMap(({ incidentId }) => (incidentId === null ? [] : [incidentId]));
	const [views, issues] = await Promise.all([
		viewsOf(env.DB, [...new Set(incidentIds)]),
		issuesOf(
			env.DB,
			rows.map(({ id }) => id),
		),
	]);
	return rows.map((row) => {
		const view = row.incidentId === null ? undefined : views.get(row.incidentId);
		return {
			...actionItemWire(row),
			incident: view ? { id: view.id, number: view.number, title: view.title } : null,
			issue: issueWire(issues.get(row.id)),
		};
	});
}

function issueWire(issue: IssueRow | undefined) {
	if (!issue) return null;
	const { trackerId, state, key, detail, requestedAt } = issue;
	return { trackerId, state, key, detail, requestedAt: toWire(requestedAt) };
}
