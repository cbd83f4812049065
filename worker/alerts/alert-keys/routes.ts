import { Hono } from "hono";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { makeCursor, readCursor } from "../../platform/http/cursor.ts";
import { handle } from "../../platform/http/handle.ts";
import { fieldError, notFound } from "../../platform/http/input.ts";
import { invalid } from "../../platform/http/problems.ts";
import { toWireOrNull } from "../../platform/rules/time.ts";
import { deskOf } from "../../platform/stubs.ts";
import { alertKeyCalls } from "./contract.ts";

export const alertKeyRoutes = new Hono<AppEnv>();

handle(alertKeyRoutes, alertKeyCalls.list, async (c, { ids, query }) => {
	const { cursor, limit, integrationId, incidentId, dedupKey, state } = query;
	const list = `alert-keys/${ids.serviceId}`;
	const after = cursor === undefined ? null : await readCursor(c.env, list, cursor);
	if (cursor !== undefined && after === null)
		return invalid(c, [fieldError("?cursor", "is not a valid cursor for this list")]);
	const filters = {
		integrationId: integrationId ?? null,
		incidentId: incidentId ?? null,
		dedupKey: dedupKey ?? null,
		state: state ?? null,
	};
	const found = await deskOf(c.env, ids.serviceId).alertKeys({ ...filters, after, limit: limit + 1 });
	if (!found) return notFound(c);
	const items = found.slice(0, limit);
	const last = items.at(-1);
	const nextCursor = last && found.length > limit ? await makeCursor(c.env, list, last.place) : null;
	const shown = items.map(({ place: _, heldUntil, ...item }) => ({
		...item,
		heldUntil: toWireOrNull(heldUntil),
	}));
	return c.json({ items: shown, nextCursor });
});
