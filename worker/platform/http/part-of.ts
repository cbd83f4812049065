import type { AppContext } from "./app-env.ts";
import { makeCursor, readCursor } from "./cursor.ts";
import { fieldError } from "./input.ts";
import { invalid } from "./problems.ts";

/** A part of a list that is worked out, not stored: its cursor is a place in it. All of it unless `limit` asks for less. */
export async function partOf(
	c: AppContext,
	items: object[],
	{ limit = items.length, cursor }: { limit?: number; cursor?: string },
): Promise<Response> {
	const list = c.req.path;
	const start = cursor === undefined ? 0 : Number((await readCursor(c.env, list, cursor)) ?? Number.NaN);
	if (Number.isNaN(start)) return invalid(c, [fieldError("?cursor", "is not a cursor of this list")]);
	const end = start + limit;
	const nextCursor = end < items.length ? await makeCursor(c.env, list, String(end)) : null;
	return c.json({ items: items.slice(start, end), nextCursor });
}
