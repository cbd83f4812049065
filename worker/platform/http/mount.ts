import type { Hono } from "hono";
import type { z } from "zod";
import type { Filter } from "../../../db/platform/repository.ts";
import type { Endpoint } from "../contract/endpoint.ts";
import type { Stored } from "../contract/stored.ts";
import type { AppContext, AppEnv } from "./app-env.ts";
import { handle } from "./handle.ts";
import { createOne, listAll, newStored, type Resource, readOne, removeOne, updateOne } from "./resource.ts";

export type ListQuery = z.ZodType<{ limit: number; cursor?: string }>;

/** The five calls of a resource. `Parent` is the path parameter that names what it stands below: none at the top. */
export interface Calls<
	Parent extends string,
	Query extends ListQuery,
	In extends z.ZodType,
	Patch extends z.ZodType,
> {
	list: Endpoint<Parent, Query>;
	create: Endpoint<Parent, z.ZodType, In>;
	read: Endpoint<Parent | "id">;
	update: Endpoint<Parent | "id", z.ZodType, Patch>;
	remove: Endpoint<Parent | "id">;
}

interface Making<Row extends Stored, Query, In, Patch> {
	/** The row of what was sent, or the whole creation where it is more than that. */
	making:
		| { row(stored: Stored, input: In, c: AppContext): Row }
		| { answer(c: AppContext, input: In): Promise<Response> };
	/** Default: the patch's fields over the row's. */
	apply?(row: Row, patch: Patch): Row;
	/** Which rows a list is of. Default: all. */
	among?(query: Query): Filter | undefined;
}

/** Serves the five calls of a resource that stands at the top. */
export function mount<
	Row extends Stored,
	Query extends ListQuery,
	In extends z.ZodType,
	Patch extends z.ZodType<Partial<Row>>,
>(
	app: Hono<AppEnv>,
	calls: Calls<never, Query, In, Patch>,
	resource: Resource<Row>,
	{ making, apply, among }: Making<Row, z.output<Query>, z.output<In>, z.output<Patch>>,
): void {
	const patched = apply ?? ((row: Row, patch: z.output<Patch>) => ({ ...row, ...patch }));
	handle(app, calls.list, (c, { query }) => listAll(c, resource, query, among?.(query)));
	handle(app, calls.create, (c, { body }) =>
		"answer" in making
			? making.answer(c, body)
			: createOne(c, resource, making.row(newStored(resource.kind), body, c)),
	);
	handle(app, calls.read, (c, { ids }) => readOne(c, resource, ids.id));
	handle(app, calls.update, (c, { ids, body }) =>
		updateOne(c, resource, ids.id, (row) => patched(row, body)),
	);
	handle(app, calls.remove, (c, { ids }) => removeOne(c, resource, ids.id));
}
