import type { Hono } from "hono";
import type { z } from "zod";
import { missingReferences } from "../../../db/platform/references.ts";
import type { Filter } from "../../../db/platform/repository.ts";
import type { Stored } from "../contract/stored.ts";
import type { AppContext, AppEnv } from "./app-env.ts";
import { handle } from "./handle.ts";
import { notFound } from "./input.ts";
import type { Calls, ListQuery } from "./mount.ts";
import { listAll, type Resource, readOne, removeOne, updateOne } from "./resource.ts";

interface Below<Parent extends string, In> {
	/** The path parameter, and the field of the row: "serviceId". */
	parent: Parent;
	/** The rows of one parent. */
	among(parentId: string): Filter;
	create(c: AppContext, parentId: string, input: In): Promise<Response>;
}

/** Serves the five calls of a resource that stands below another: without that one, nothing of it is found. */
export function mountBelow<
	Parent extends string,
	Row extends Stored & Record<Parent, string>,
	Query extends ListQuery,
	In extends z.ZodType,
	Patch extends z.ZodType<Partial<Row>>,
>(
	app: Hono<AppEnv>,
	calls: Calls<Parent, Query, In, Patch>,
	resource: Resource<Row>,
	{ parent, among, create }: Below<Parent, z.output<In>>,
): void {
	const isThere = async (c: AppContext, id: string) => {
		const kind = calls.list.ids[parent];
		return (await missingReferences(c.env.DB, [{ pointer: "", kind, id }])).length === 0;
	};
	const of = (ids: Record<Parent, string>) => (row: Row) => row[parent] === ids[parent];
	handle(app, calls.list, async (c, { ids, query }) =>
		(await isThere(c, ids[parent])) ? listAll(c, resource, query, among(ids[parent])) : notFound(c),
	);
	handle(app, calls.create, async (c, { ids, body }) =>
		(await isThere(c, ids[parent])) ? create(c, ids[parent], body) : notFound(c),
	);
	handle(app, calls.read, (c, { ids }) => readOne(c, resource, ids.id, of(ids)));
	handle(app, calls.update, (c, { ids, body }) =>
		updateOne(c, resource, ids.id, (row) => ({ ...row, ...body }), of(ids)),
	);
	handle(app, calls.remove, (c, { ids }) => removeOne(c, resource, ids.id, of(ids)));
}
