import { z } from "@hono/zod-openapi";
import type { IdKind } from "../rules/id.ts";
import { toWire } from "../rules/time.ts";
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

/** The wire form of those. */
export function storedWire(record: Stored) {
	return {
		id: record.id,
		version: record.version,
		createdAt: toWire(record.createdAt),
		updatedAt: toWire(record.updatedAt),
	};
}
