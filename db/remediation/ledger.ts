import { and, asc, desc, eq, gt, inArray, lt, max, sql } from "drizzle-orm";
import type { Ledger, LedgerRun, RunResult } from "../../worker/remediation/rules/remediation.ts";
import { settings } from "../people/tables.ts";
import { batchOf, type Database, kept, literal, open, runBatch, type Statement } from "../platform/client.ts";
import type { RemediationRow } from "./remediations.ts";
import { remediationRuns, remediations } from "./tables.ts";

/** Longer than any cool-down: what is older stands in nobody's way. */
const LOOKED_BACK_MS = 26 * 3_600_000;
const MOST_RUNS = 1_000;

/** What a start for this service is decided from. Uses remediations_by_service and remediation_runs_by_turn. */
export async function readLedger(d1: D1Database, serviceId: string, now: number): Promise<Ledger> {
	const values = { serviceId, since: now - LOOKED_BACK_MS };
	const asked = [OF_SERVICE(d1), RUNS(d1), TURNS(d1), STOPPED(d1)] as const;
	const [found, runs, turns, stopped] = await batchOf(d1, values, ...asked);
	return {
		isStopped: stopped.length > 0,
		remediations: found,
		runs,
		turns: Object.fromEntries(turns.map(({ id, turn }) => [id, turn ?? 0])),
	};
}

const own = () => eq(remediations.serviceId, sql.placeholder("serviceId"));
const ownRuns = (orm: Database) =>
	inArray(remediationRuns.remediationId, orm.select({ id: remediations.id }).from(remediations).where(own()));

const OF_SERVICE = kept((orm) =>
	orm.select().from(remediations).where(own()).orderBy(asc(remediations.id)).prepare(),
);
const RUNS = kept((orm) =>
	orm
		.select()
		.from(remediationRuns)
		.where(and(ownRuns(orm), gt(remediationRuns.claimedAt, sql.placeholder("since"))))
		.orderBy(desc(remediationRuns.claimedAt))
		.limit(literal(MOST_RUNS))
		.prepare(),
);
const TURNS = kept((orm) =>
	orm
		.select({ id: remediationRuns.remediationId, turn: max(remediationRuns.turn) })
		.from(remediationRuns)
		.where(ownRuns(orm))
		.groupBy(remediationRuns.remediationId)
		.prepare(),
);
const STOPPED = kept((orm) =>
	orm.select({ id: settings.id }).from(settings).where(eq(settings.remediationsStopped, true)).prepare(),
);
const BY_ID = kept((orm) =>
	orm
		.select()
		.from(remediations)
		.where(eq(remediations.id, sql.placeholder("remediationId")))
		.prepare(),
);

/** The remediation as it is now, with its sealed secret, and whether all are stopped: asked before each request. */
export async function readForRequest(
	d1: D1Database,
	remediationId: string,
): Promise<{ row: RemediationRow | null; isStopped: boolean }> {
	const [rows, stopped] = await batchOf(d1, { remediationId }, BY_ID(d1), STOPPED(d1));
	return { row: rows[0] ?? null, isStopped: stopped.length > 0 };
}

type Claim = Pick<LedgerRun, "id" | "remediationId" | "incidentId" | "claimedAt" | "untilAt">;

/**
 * Enters a run, if nothing that it was decided from has changed: no other run of the remediation, not the remediation,
 * not the switch. Twice for the same run enters it once; whoever claims again has not sent anything yet.
 */
export async function claimRun(
	d1: D1Database,
	{ id, remediationId, incidentId, claimedAt, untilAt }: Claim,
	seen: { turn: number; version: number },
): Promise<"claimed" | "changed"> {
	const turn = seen.turn + 1;
	const { rows } = await runBatch<{ id: string }>(d1, [
		sql`INSERT INTO ${remediationRuns} (id, remediation_id, incident_id, turn, claimed_at, until_at)
			SELECT ${id}, ${remediationId}, ${incidentId}, ${turn}, ${claimedAt}, ${untilAt}
			WHERE ${latestTurn(remediationId)} = ${seen.turn}
			AND NOT EXISTS (SELECT 1 FROM ${settings} WHERE remediations_stopped = 1)
			AND EXISTS (SELECT 1 FROM ${remediations} WHERE id = ${remediationId} AND version = ${seen.version})
			ON CONFLICT (id) DO UPDATE SET turn = excluded.turn, claimed_at = excluded.claimed_at,
			until_at = excluded.until_at, finished_at = NULL, result = NULL`,
		sql`SELECT id FROM ${remediationRuns} WHERE id = ${id} AND turn = ${turn} AND claimed_at = ${claimedAt}`,
	]);
	return rows[1]?.length === 1 ? "claimed" : "changed";
}

function latestTurn(remediationId: string) {
	return sql`(SELECT COALESCE(MAX(turn), 0) FROM ${remediationRuns} WHERE remediation_id = ${remediationId})`;
}

/** Takes a claim back of which nothing came; a later claim of the same run stays. */
export async function releaseRun(d1: D1Database, id: string, turn: number): Promise<void> {
	await open(d1)
		.delete(remediationRuns)
		.where(and(eq(remediationRuns.id, id), eq(remediationRuns.turn, turn)));
}

export interface FinishedRun {
	id: string;
	remediationId: string;
	finishedAt: number;
	result: RunResult;
}

/** Notes ends. Each counts once, however often it is told. */
export async function noteFinished(d1: D1Database, runs: FinishedRun[]): Promise<void> {
	if (runs.length === 0) return;
	await runBatch(
		d1,
		runs.map(
			({ id, remediationId, finishedAt, result }): Statement => sql`UPDATE ${remediationRuns}
				SET finished_at = ${finishedAt}, result = ${result}, turn = ${latestTurn(remediationId)} + 1
				WHERE id = ${id} AND finished_at IS NULL`,
		),
	);
}

/** For the tidying of the database: runs that no cap and no cool-down looks at any more. */
export function deleteOldRuns(d1: D1Database, now: number) {
	return open(d1)
		.delete(remediationRuns)
		.where(lt(remediationRuns.claimedAt, now - 2 * LOOKED_BACK_MS));
}
