import type { Hono } from "hono";
import type { z } from "zod";
import type { Endpoint } from "../contract/endpoint.ts";
import type { Stored } from "../contract/stored.ts";
import type { AppContext, AppEnv } from "./app-env.ts";
import { handle } from "./handle.ts";
import { createOne, listAll, newStored, type Resource, readOne, removeOne, updateOne } from "./resource.ts";

interface Calls<In extends z.ZodType, Patch extends z.ZodType> {
	list: Endpoint<never, z.ZodType<{ limit: number; cursor?: string }>>;
	create: Endpoint<never, z.ZodType, In>;
	read: Endpoint<"id">;
	update: Endpoint<"id", z.ZodType, Patch>;
	remove: Endpoint<"id">;
}

interface Making<Row extends Stored, In, Patch> {
	make(stored: Stored, input: In, c: AppContext): Row;
	/** Default: the patch's fields over the row's. */
	apply?(row: Row, patch: Patch): Row;
}

/** Serves the five calls of a resource that stands at the top and has no secret. */
export function mount<Row extends Stored, In extends z.ZodType, Patch extends z.ZodType<Partial<Row>>>(
	app: Hono<AppEnv>,
	calls: Calls<In, Patch>,
	resource: Resource<Row>,
	making: Making<Row, z.output<In>, z.output<Patch>>,
): void {
	const apply = making.apply ?? ((row: Row, patch: z.output<Patch>) => ({ ...row, ...patch }));
	handle(app, calls.list, (c, { query }) => listAll(c, resource, query));
	handle(app, calls.create, (c, { body }) =>
		createOne(c, resource, making.make(newStored(resource.kind), body, c)),
	);
	handle(app, calls.read, (c, { ids }) => readOne(c, resource, ids.id));
	handle(app, calls.update, (c, { ids, body }) => updateOne(c, resource, ids.id, (row) => apply(row, body)));
	handle(app, calls.remove, (c, { ids }) => removeOne(c, resource, ids.id));
}
