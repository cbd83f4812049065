import { monotonicFactory } from "ulid";
import { type IdKind, idOf } from "../rules/id.ts";

const next = monotonicFactory();

/** A new identifier of this kind: a ULID, so that ids of one isolate sort by the time they were made. */
export function newId(kind: IdKind): string {
	return idOf(kind, next());
}
