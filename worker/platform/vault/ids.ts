import { encodeTime, monotonicFactory } from "ulid";
import { type IdKind, idOf } from "../rules/id.ts";

const next = monotonicFactory();

/** A new identifier of this kind: a ULID, so that ids of one isolate sort by the time they were made. */
export function newId(kind: IdKind): string {
	return idOf(kind, next());
}

/** Not above any id of this kind that was made at this instant or later, and above all that were made before it. */
export function firstIdAt(kind: IdKind, at: number): string {
	return idOf(kind, encodeTime(at));
}
