import { and, asc, eq, isNull, lte, type SQL, sql } from "drizzle-orm";
import { overrides } from "../oncall/tables.ts";
import { users } from "../people/tables.ts";
import { kept, literal, open } from "../platform/client.ts";
import { outbox } from "../platform/outbox.ts";
import { referStatements } from "../platform/references.ts";
import { repository } from "../platform/repository.ts";
import { coverNotices, coverRequests } from "./tables.ts";

export type CoverRow = typeof coverRequests.$inferSelect;
export type CoverNoticeRow = typeof coverNotices.$inferSelect;

/**
 * Who takes a shift gets it in the same batch: the override is there if and only if the request is theirs. So is, in a
 * swap, the one by which the asker takes theirs.
 */
export const coverRows = repository("coverRequest", coverRequests, {
	under: { kind: "schedule", column: coverRequests.scheduleId },
	alongside: (before, after, _change, guard) => {
		const { overrideId, takenById, userId, returnOverrideId, returnStartsAt, returnEndsAt } = after;
		if (before.state !== "open" || after.state !== "taken" || overrideId === null || takenById === null)
			return [];
		const { startsAt, endsAt } = after;
		const given = { id: overrideId, startsAt, endsAt, from: userId, to: takenById };
		const isSwap = returnOverrideId !== null && returnStartsAt !== null && returnEndsAt !== null;
		const back = { from: takenById, to: userId };
		return [
			...handed(after, given, guard),
			...(isSwap
				? handed(
						after,
						{ ...back, id: returnOverrideId, startsAt: returnStartsAt, endsAt: returnEndsAt },
						guard,
					)
				: []),
		];
	},
});

interface Handed {
	id: string;
	startsAt: number;
	endsAt: number;
	from: string;
	to: string;
}

/** One shift, or what is left of it, from one person to another. */
function handed(row: CoverRow, { id, startsAt, endsAt, from, to }: Handed, guard: SQL): SQL[] {
	const { updatedAt: at, scheduleId } = row;
	return [
		sql`INSERT INTO ${overrides} (id, version, created_at, updated_at, schedule_id, starts_at, ends_at, user_id, replaces_user_id)
			SELECT ${id}, 1, ${at}, ${at}, ${scheduleId}, ${Math.max(startsAt, at)}, ${endsAt}, ${to}, ${from} WHERE ${guard}`,
		...(referStatements(id, [from, to].map(userReference), guard) as SQL[]),
	];
}

const userReference = (id: string) => ({ pointer: "", kind: "user" as const, id });

/** Those of a state, of a schedule, or both. Uses cover_requests_by_state where a state is given. */
export function amongCovers(of: { state?: CoverRow["state"]; scheduleId?: string }): SQL | undefined {
	return and(
		of.state && eq(coverRequests.state, of.state),
		of.scheduleId === undefined ? undefined : eq(coverRequests.scheduleId, of.scheduleId),
	);
}

/** Those that the tick is to look at. Uses cover_requests_due. */
export async function dueCovers(d1: D1Database, now: number, limit: number): Promise<CoverRow[]> {
	return DUE(d1, limit).all({ now });
}

/** Answers a row where the tick is to look at one at `:now`. */
export const coverWaits = (d1: D1Database) => DUE(d1, 1);

const DUE = kept((orm, limit) =>
	orm
		.select()
		.from(coverRequests)
		.where(lte(coverRequests.dueAt, sql.placeholder("now")))
		.orderBy(asc(coverRequests.dueAt))
		.limit(literal(limit))
		.prepare(),
);

/** That it was looked at: when it is due next, and whether it is over. Nothing where somebody changed it meanwhile. */
export async function lookedAt(d1: D1Database, row: CoverRow, next: Partial<CoverRow>): Promise<void> {
	await open(d1)
		.update(coverRequests)
		.set(next)
		.where(and(eq(coverRequests.id, row.id), eq(coverRequests.version, row.version)));
}

/** Everybody who can take a shift. */
export async function responderIds(d1: D1Database): Promise<string[]> {
	const rows = await open(d1).select({ id: users.id, role: users.role }).from(users);
	return rows.filter(({ role }) => role !== "observer").map(({ id }) => id);
}

/** Uses cover_notices_waiting. */
export const coverOutbox = outbox(coverNotices, isNull(coverNotices.settledAt), [
	"requestId",
	"userId",
	"what",
]);
