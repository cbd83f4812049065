import { Hono } from "hono";
import type { Reference } from "../../../db/platform/references.ts";
import {
	type ActionItemFilter,
	type ActionItemPlace,
	type ActionItemRow,
	actionItemRows,
	listActionItems,
	serviceOfIncident,
} from "../../../db/reviews/action-items.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { makeCursor, readCursor } from "../../platform/http/cursor.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError } from "../../platform/http/input.ts";
import { invalid } from "../../platform/http/problems.ts";
import {
	createOne,
	newStored,
	type Resource,
	readOne,
	removeOne,
	updateOne,
} from "../../platform/http/resource.ts";
import { closedAtAfter, isClosed } from "../rules/action-item.ts";
import { actionItemCalls } from "./contract.ts";
import { actionItemWire, shownActionItems } from "./wire.ts";

export const actionItems: Resource<ActionItemRow> = {
	kind: "actionItem",
	rows: actionItemRows,
	plain: actionItemWire,
	show: (c, rows) => shownActionItems(c.env, rows),
	references: referencesOf,
};

/** What is closed holds nobody: its owner may leave. Incidents are never deleted. */
function referencesOf(row: ActionItemRow): Reference[] {
	const owner = { pointer: "/ownerId", kind: "user" as const, id: row.ownerId };
	const about =
		row.incidentId === null
			? []
			: [{ pointer: "/incidentId", kind: "incident" as const, id: row.incidentId }];
	const prevented = row.wouldHavePreventedIncidentIds.map((id, i) => ({
		pointer: `/wouldHavePreventedIncidentIds/${i}`,
		kind: "incident" as const,
		id,
	}));
	return [...(isClosed(row.state) ? [] : [owner]), ...about, ...prevented];
}

export const actionItemRoutes = new Hono<AppEnv>();

handle(actionItemRoutes, actionItemCalls.list, async (c, { query }) => {
	const { limit, cursor, ...filter } = query;
	const list = `${c.req.path}?by=due`;
	const after = cursor === undefined ? null : placeOf(await readCursor(c.env, list, cursor));
	if (cursor !== undefined && after === null)
		return invalid(c, [fieldError("?cursor", "is not a valid cursor for this list")]);
	const found = await listed(c, filter, { limit: limit + 1, after });
	const items = found.slice(0, limit);
	const last = items.at(-1);
	const place = last && `${last.dueAt}:${last.id}`;
	const nextCursor = found.length > limit && place ? await makeCursor(c.env, list, place) : null;
	return c.json({ items: await shownActionItems(c.env, items), nextCursor });
});

function listed(
	c: AppContext,
	filter: ActionItemFilter,
	page: { limit: number; after: ActionItemPlace | null },
) {
	return listActionItems(c.env.DB, filter, page, Date.now());
}

function placeOf(text: string | null): ActionItemPlace | null {
	const [, dueAt, id] = text?.match(/^(\d+):(.+)$/) ?? [];
	return dueAt === undefined || id === undefined ? null : { dueAt: Number(dueAt), id };
}

handle(actionItemRoutes, actionItemCalls.create, async (c, { body }) =>
	createOne(c, actionItems, await completed(c, null, { ...newStored("actionItem"), ...body })),
);
handle(actionItemRoutes, actionItemCalls.read, (c, { ids }) => readOne(c, actionItems, ids.id));
handle(actionItemRoutes, actionItemCalls.update, (c, { ids, body }) =>
	updateOne(c, actionItems, ids.id, (row) => completed(c, row, { ...row, ...body })),
);
handle(actionItemRoutes, actionItemCalls.remove, (c, { ids }) => removeOne(c, actionItems, ids.id));

/** Adds what follows from what people gave. */
async function completed(
	c: AppContext,
	before: ActionItemRow | null,
	given: Omit<ActionItemRow, "serviceId" | "closedAt">,
): Promise<ActionItemRow> {
	const { incidentId, state } = given;
	const serviceId = incidentId === null ? null : await serviceOfIncident(c.env.DB, incidentId);
	return { ...given, serviceId, closedAt: closedAtAfter(before, state, Date.now()) };
}
