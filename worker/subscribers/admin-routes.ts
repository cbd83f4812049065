import { Hono } from "hono";
import { recordChange } from "../../db/subscribers/audit.ts";
import type { AppEnv } from "../platform/http/app-env.ts";
import { makeCursor, readCursor } from "../platform/http/cursor.ts";
import { handle } from "../platform/http/handle.ts";
import { fieldError, notFound } from "../platform/http/input.ts";
import { invalid } from "../platform/http/problems.ts";
import { auditOf } from "../platform/http/resource.ts";
import { toWire, toWireOrNull } from "../platform/rules/time.ts";
import { subscribersOf } from "../platform/stubs.ts";
import { type SubscriberOut, subscriberCalls } from "./contract.ts";
import type { ShownSubscriber } from "./rpc.ts";

/** What admins see and do of the status page’s subscribers. */
export const subscriberRoutes = new Hono<AppEnv>();

handle(subscriberRoutes, subscriberCalls.list, async (c, { query }) => {
	const { limit, cursor } = query;
	const before = cursor === undefined ? null : await readCursor(c.env, c.req.path, cursor);
	if (cursor !== undefined && before === null)
		return invalid(c, [fieldError("?cursor", "is not a valid cursor for this list")]);
	const object = subscribersOf(c.env);
	const [rows, counts] = await Promise.all([object.list({ limit: limit + 1, before }), object.counts()]);
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	const nextCursor = rows.length > limit && last ? await makeCursor(c.env, c.req.path, last.id) : null;
	return c.json({ items: shown.map(wire), nextCursor, ...counts });
});

handle(
	subscriberRoutes,
	subscriberCalls.remove,
	async (c, { ids }) => {
		const removed = await subscribersOf(c.env).remove(ids.id);
		if (!removed) return notFound(c);
		const { id, kind, state } = removed;
		const target = { targetKind: "subscriber" as const, targetId: id };
		// Whose address it was is gone with them.
		await recordChange(c.env.DB, {
			...auditOf(c, "subscriber.deleted"),
			...target,
			before: { id, kind, state },
			after: null,
		});
		return c.body(null, 204);
	},
	async (c, { id }) => (await subscribersOf(c.env).read(id)) !== null,
);

function wire({ readable, ...one }: ShownSubscriber): SubscriberOut {
	return {
		...one,
		address: readable,
		createdAt: toWire(one.createdAt),
		confirmedAt: toWireOrNull(one.confirmedAt),
		endsAt: toWireOrNull(one.endsAt),
		failingSince: toWireOrNull(one.failingSince),
	};
}
