import { z } from "@hono/zod-openapi";
import type { IdKind } from "../rules/id.ts";
import { toWireOrNull } from "../rules/time.ts";
import { id, instantOut } from "./fields.ts";

/** What every stored thing carries beside its own fields. */
export interface Stored {
	id: string;
	/** Starts at 1; every change adds one. `ETag` and `If-Match` are `"<version>"`. */
	version: number;
	createdAt: number;
	updatedAt: number;
}

export const storedOut = (kind: IdKind) => ({
	id: id(kind),
	version: z.int(),
	createdAt: instantOut,
	updatedAt: instantOut,
});

/**
 * How a row goes over the wire: the fields that `out` names and the row has, instants spelled out. What the schema does
 * not name – a hash, a sealed secret – stays behind.
 */
export function wireOf(out: z.ZodObject): (row: object) => Record<string, unknown> {
	const fields = Object.entries(out.shape);
	return (row) => {
		const known = row as Record<string, unknown>;
		const own = fields.filter(([name]) => Object.hasOwn(row, name));
		return Object.fromEntries(own.map(([name, schema]) => [name, spelled(schema, known[name])]));
	};
}

function spelled(schema: unknown, value: unknown): unknown {
	const inner = schema instanceof z.ZodNullable ? schema.unwrap() : schema;
	return inner === instantOut ? toWireOrNull(value as number | null) : value;
}
