/** What all configuration has in common at the door: lists, versions, references that must exist, one audit line each. */
import type { Change } from "../../../db/platform/changes.ts";
import type { Owner } from "../../../db/platform/owners.ts";
import { missingReferences, type Reference, referrersOf } from "../../../db/platform/references.ts";
import type { Filter, Repository } from "../../../db/platform/repository.ts";
import type { FieldError } from "../contract/problem.ts";
import type { Stored } from "../contract/stored.ts";
import type { IdKind } from "../rules/id.ts";
import { newId } from "../vault/ids.ts";
import type { AppContext } from "./app-env.ts";
import { makeCursor, readCursor } from "./cursor.ts";
import { remember, replayed } from "./idempotent.ts";
import { fieldError, notFound } from "./input.ts";
import { newTrouble } from "./old-trouble.ts";
import { changedSince, etagOf, stale } from "./precondition.ts";
import { invalid, problem } from "./problems.ts";

export interface Resource<Row extends Stored> {
	kind: IdKind;
	rows: Repository<Row>;
	/** The wire form that the audit log keeps: no secret, nothing that must be asked elsewhere. */
	plain(row: Row): Record<string, unknown>;
	/** The wire form of the answer, where that is more than `plain`. */
	show?(c: AppContext, rows: Row[]): Promise<Record<string, unknown>[]>;
	references?(row: Row): Reference[];
	/** Whose team may change it. Not given: the call itself says who may. */
	owner?(row: Row): Owner;
	/** What is wrong with the whole of it, beyond what its schema sees. `before` is null for a new one. */
	refuse?(c: AppContext, row: Row, before: Row | null): FieldError[] | Promise<FieldError[]>;
	/** Why this change would leave the organisation worse than any caller may want; null when it would not. */
	conflictReason?(c: AppContext, before: Row, after: Row | null): Promise<string | null>;
	/**
	 * Tells those who keep a copy; `before` is what an update found. It runs after the commit: what fails here, the sweep
	 * repairs.
	 */
	changed?(c: AppContext, row: Row, how: "created" | "updated" | "deleted", before?: Row): Promise<void>;
}

const TRIES = 3;

/** The fields that every new row starts with. */
export function newStored(kind: IdKind): Stored {
	const now = Date.now();
	return { id: newId(kind), version: 1, createdAt: now, updatedAt: now };
}

export async function listAll<Row extends Stored>(
	c: AppContext,
	resource: Resource<Row>,
	query: { limit: number; cursor?: string },
	where?: Filter,
): Promise<Response> {
	const list = c.req.path;
	const after = query.cursor === undefined ? null : await readCursor(c.env, list, query.cursor);
	if (query.cursor !== undefined && after === null)
		return invalid(c, [fieldError("?cursor", "is not a valid cursor for this list")]);
	const { rows, more } = await resource.rows.list(c.env.DB, { limit: query.limit, after }, where);
	const last = rows.at(-1);
	const nextCursor = more && last ? await makeCursor(c.env, list, last.id) : null;
	return c.json({ items: await shown(c, resource, rows), nextCursor });
}

export async function readOne<Row extends Stored>(
	c: AppContext,
	resource: Resource<Row>,
	id: string,
	belongs: (row: Row) => boolean = () => true,
): Promise<Response> {
	const row = await resource.rows.read(c.env.DB, id);
	if (!row || !belongs(row)) return notFound(c);
	return c.json(await shownOne(c, resource, row), 200, { etag: etagOf(row.version) });
}

export interface CreateOptions {
	/** Shown in this answer alone: a replay has them as null. */
	secrets?: Record<string, string>;
	/** Fields that are fuller in this answer than in any later one. */
	shows?: Record<string, string | null>;
}

export async function createOne<Row extends Stored>(
	c: AppContext,
	resource: Resource<Row>,
	row: Row,
	{ secrets = {}, shows = {} }: CreateOptions = {},
): Promise<Response> {
	const references = resource.references?.(row) ?? [];
	const refusal =
		(await refusalOfOwner(c, resource, row)) ?? (await refuse(c, resource, row, null, references));
	if (refusal) return refusal;
	const wire = await shownOne(c, resource, row);
	const hidden = Object.fromEntries(Object.keys(secrets).map((name) => [name, null]));
	const creation = {
		row,
		references,
		change: change(c, resource, "created", null, row),
		remembered: remember(c, 201, { ...wire, ...hidden }),
	};
	const call = c.get("idempotency");
	if ((await resource.rows.create(c.env.DB, creation)) === "repeated" && call) {
		return (
			(await replayed(c, call)) ??
			problem(c, "conflict", "The first request with this Idempotency-Key is still running.")
		);
	}
	await resource.changed?.(c, row, "created");
	return c.json({ ...wire, ...shows, ...secrets }, 201, { etag: etagOf(row.version) });
}

/** Without `If-Match`, a change that meets another one is applied again on top of it. */
export async function updateOne<Row extends Stored>(
	c: AppContext,
	resource: Resource<Row>,
	id: string,
	apply: (row: Row) => Row | Promise<Row>,
	belongs: (row: Row) => boolean = () => true,
): Promise<Response> {
	for (let attempt = 0; attempt < TRIES; attempt++) {
		const before = await resource.rows.read(c.env.DB, id);
		if (!before || !belongs(before)) return notFound(c);
		const kept = await refusalOfOwner(c, resource, before);
		if (kept) return kept;
		const outdated = stale(c, before.version, await shownOne(c, resource, before));
		if (outdated) return outdated;
		const after = { ...(await apply(before)), version: before.version + 1, updatedAt: Date.now() };
		const references = resource.references?.(after) ?? [];
		const refusal =
			(await refusalOfOwner(c, resource, after)) ?? (await refuse(c, resource, after, before, references));
		if (refusal) return refusal;
		const contradiction = await resource.conflictReason?.(c, before, after);
		if (contradiction) return problem(c, "conflict", contradiction);
		const entry = change(c, resource, "updated", before, after);
		if ((await resource.rows.update(c.env.DB, before, after, references, entry)) === "stale") continue;
		await resource.changed?.(c, after, "updated", before);
		return c.json(await shownOne(c, resource, after), 200, { etag: etagOf(after.version) });
	}
	return problem(c, "conflict", "Someone else is changing this right now. Try again.");
}

export async function removeOne<Row extends Stored>(
	c: AppContext,
	resource: Resource<Row>,
	id: string,
	belongs: (row: Row) => boolean = () => true,
): Promise<Response> {
	const row = await resource.rows.read(c.env.DB, id);
	if (!row || !belongs(row)) return notFound(c);
	const kept = await refusalOfOwner(c, resource, row);
	if (kept) return kept;
	const outdated = stale(c, row.version, await shownOne(c, resource, row));
	if (outdated) return outdated;
	const contradiction = await resource.conflictReason?.(c, row, null);
	if (contradiction) return problem(c, "conflict", contradiction);
	const entry = change(c, resource, "deleted", row, null);
	if ((await resource.rows.remove(c.env.DB, row, entry)) === "kept") return inUseProblem(c, resource, row);
	await resource.changed?.(c, row, "deleted");
	return c.body(null, 204);
}

/** Another team's thing is not changed, taken or given work: asked of the row as it is read, and of what it becomes. */
async function refusalOfOwner<Row extends Stored>(
	c: AppContext,
	resource: Resource<Row>,
	row: Row,
): Promise<Response | null> {
	const owner = resource.owner?.(row);
	return owner ? ((await c.get("refusalOfOwner")?.(owner)) ?? null) : null;
}

async function inUseProblem<Row extends Stored>(
	c: AppContext,
	resource: Resource<Row>,
	row: Row,
): Promise<Response> {
	const now = await resource.rows.read(c.env.DB, row.id);
	if (!now) return notFound(c);
	if (now.version !== row.version) return changedSince(c, now.version, await shownOne(c, resource, now));
	const referrers = await referrersOf(c.env.DB, row.id);
	const detail =
		referrers.length > 0 ? `Still used by ${referrers.join(", ")}.` : "An open incident is using this.";
	return problem(c, "in-use", detail, { members: { referrers } });
}

async function refuse<Row extends Stored>(
	c: AppContext,
	resource: Resource<Row>,
	row: Row,
	before: Row | null,
	references: Reference[],
): Promise<Response | null> {
	const found = (await resource.refuse?.(c, row, before)) ?? [];
	const trouble = before && found.length > 0 ? ((await resource.refuse?.(c, before, before)) ?? []) : [];
	const refused = before ? newTrouble(found, { row: before, trouble }, row) : found;
	const unclear = references.filter(({ pointer }) => !refused.some((error) => error.pointer === pointer));
	const missing = await missingReferences(c.env.DB, unclear);
	const errors = [
		...refused,
		...missing.map(({ pointer, id }) => fieldError(pointer, `does not exist: ${id}`)),
	];
	return errors.length > 0 ? invalid(c, errors) : null;
}

/** The audit log's line about one row. */
function change<Row extends Stored>(
	c: AppContext,
	resource: Resource<Row>,
	how: "created" | "updated" | "deleted",
	before: Row | null,
	after: Row | null,
): Change {
	return {
		...auditOf(c, `${resource.kind}.${how}`),
		targetKind: resource.kind,
		targetId: (after ?? before)?.id ?? "",
		before: before && resource.plain(before),
		after: after && resource.plain(after),
	};
}

/** Who does this, when, and in which request. */
export function auditOf(
	c: AppContext,
	action: string,
): Pick<Change, "id" | "at" | "actor" | "action" | "requestId"> {
	const id = newId("audit");
	return { id, at: Date.now(), actor: c.get("actor"), action, requestId: c.get("requestId") };
}

function shown<Row extends Stored>(c: AppContext, resource: Resource<Row>, rows: Row[]) {
	return resource.show?.(c, rows) ?? Promise.resolve(rows.map((row) => resource.plain(row)));
}

async function shownOne<Row extends Stored>(c: AppContext, resource: Resource<Row>, row: Row) {
	const [wire] = await shown(c, resource, [row]);
	return wire ?? resource.plain(row);
}
