import { type RecoveryPlan, readRecoveryPlan } from "../../../db/incidents/recovery-plan.ts";
import { askEverywhere, patienceFor } from "../../monitoring/ask-everywhere.ts";
import type { CheckResult, Monitor, Observation } from "../../monitoring/rules/monitor.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { seconds } from "../../platform/rules/time.ts";
import { vaultOf, watchOf } from "../../platform/stubs.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import { type Look, monitorOfSmokeCheck } from "../rules/recovery.ts";

/** Longer than any healthy answer of the database, short enough that a person waits for the checks and not for it. */
const DATABASE_TIMEOUT_MS = 1_500;
/** What an object does not answer by then is left out: a person must be able to resolve. */
const WATCHES_TIMEOUT_MS = seconds(30);
/** A smoke check that has less than this left is not begun: it could only seem to fail to answer. */
const SHORTEST_TRY_MS = seconds(1);

/** Follows a look while it goes on: what there is to check, then each answer as it comes. */
export interface Follower {
	begins(monitors: readonly Monitor[]): void;
	heard(result: CheckResult): void;
}

/** What was looked at, and as which monitors. */
export interface Seen {
	look: Look;
	monitors: Monitor[];
}

/**
 * Looks at a service right now: its monitors, those of what depends on it, and its smoke checks in their order, from
 * every region at once. The longest time-out and 2 s are the time for all of it. What cannot be asked is left out, and
 * told. It never throws.
 */
export async function lookAt(env: Env, serviceId: string, follower: Follower): Promise<Seen> {
	const startedAt = Date.now();
	const plan = await planInTime(env, serviceId);
	if (plan === null) {
		const results = await orNothing(() => checkWhatWatchesKnow(env, serviceId));
		return { look: { wanted: [], results, isAllKnown: false }, monitors: [] };
	}
	const monitors = plan.monitors.filter(({ kind }) => kind !== "heartbeat");
	// What a job of another service reported is no news: it says nothing of this one now.
	const jobs = plan.monitors.filter((one) => one.kind === "heartbeat" && one.serviceId === serviceId);
	const smokeChecks = plan.smokeChecks.map((check) => monitorOfSmokeCheck(check, serviceId));
	const all: Monitor[] = [...smokeChecks, ...monitors];
	const untilAt = startedAt + patienceFor(all);
	follower.begins(all);
	const heard = (result: CheckResult) => follower.heard(result);
	const [smoke, results, reported] = await Promise.all([
		runInOrder(env, smokeChecks, heard, untilAt),
		askEverywhere(env, monitors, heard, Math.min(patienceFor(monitors), untilAt - Date.now())),
		whatJobsReported(env, jobs),
	]);
	await keep(env, monitors, results, Math.max(0, untilAt - Date.now()));
	const wanted = [...all.map(({ id }) => id), ...reported.wanted];
	return {
		look: {
			...smoke,
			wanted,
			results: [...smoke.results, ...results, ...reported.results],
			isAllKnown: true,
		},
		monitors: [...all, ...jobs],
	};
}

/**
 * One after the other, until the time for the whole look is over. A check that failed stops those after it: they build
 * upon it.
 */
async function runInOrder(
	env: Env,
	checks: Monitor[],
	heard: (result: CheckResult) => void,
	untilAt: number,
): Promise<Pick<Look, "results" | "notRun" | "outOfTime">> {
	const results: CheckResult[] = [];
	for (const [i, check] of checks.entries()) {
		const leftMs = untilAt - Date.now();
		const rest = checks.slice(i).map(({ id }) => id);
		if (leftMs < SHORTEST_TRY_MS) return { results, outOfTime: rest };
		const seen = await askEverywhere(env, [check], heard, Math.min(patienceFor([check]), leftMs));
		results.push(...seen);
		const hasFailed = seen.some(({ outcome }) => outcome === "down");
		if (hasFailed) return { results, notRun: rest.slice(1) };
	}
	return { results };
}

async function planInTime(env: Env, serviceId: string): Promise<RecoveryPlan | null> {
	try {
		return await withTimeout(readRecoveryPlan(env.DB, serviceId), DATABASE_TIMEOUT_MS);
	} catch (error) {
		log("recovery.database_down", { serviceId, error: String(error) });
		return null;
	}
}

/** What was seen belongs among the checks of each monitor. Lost without harm, so it is waited for no longer than this. */
async function keep(
	env: Env,
	monitors: RecoveryPlan["monitors"],
	results: CheckResult[],
	patienceMs: number,
): Promise<void> {
	const bySlice = Map.groupBy(monitors, ({ slice }) => slice);
	const told = [...bySlice].map(([slice, own]) => {
		const ids = new Set(own.map(({ id }) => id));
		const seen = results.filter(({ monitorId }) => ids.has(monitorId));
		return slice === null || seen.length === 0
			? Promise.resolve([])
			: orNothing(async () => {
					await watchOf(env, slice).keep(seen);
					return [];
				}, patienceMs);
	});
	await Promise.all(told);
}

/** Nobody can run a job: its Watch says what is known of it. One that has never reported is not wanted. */
async function whatJobsReported(
	env: Env,
	jobs: RecoveryPlan["monitors"],
): Promise<Pick<Look, "wanted" | "results">> {
	const bySlice = Map.groupBy(jobs, ({ slice }) => slice);
	const asked = [...bySlice].map(async ([slice, own]) => {
		const ids = own.map(({ id }) => id);
		if (slice === null) return { wanted: [], results: [] };
		const results = await orElse(null, () => watchOf(env, slice).checkNow(ids), DATABASE_TIMEOUT_MS);
		return { wanted: results?.map(({ monitorId }) => monitorId) ?? ids, results: results ?? [] };
	});
	const said = await Promise.all(asked);
	return { wanted: said.flatMap(({ wanted }) => wanted), results: said.flatMap(({ results }) => results) };
}

/** Without the database the Watches still know the service's own monitors. */
async function checkWhatWatchesKnow(env: Env, serviceId: string): Promise<Observation[]> {
	const slices = await vaultOf(env).slices();
	const asked = slices.map((slice) => orNothing(() => watchOf(env, slice).checkService(serviceId)));
	return (await Promise.all(asked)).flat();
}

/** What does not answer leaves its monitors unanswered: a person must be able to resolve. */
const orNothing = (ask: () => Promise<Observation[]>, patienceMs = WATCHES_TIMEOUT_MS) =>
	orElse([], ask, patienceMs);

async function orElse<Other>(
	other: Other,
	ask: () => Promise<Observation[]>,
	patienceMs: number,
): Promise<Observation[] | Other> {
	try {
		return await withTimeout(ask(), patienceMs);
	} catch (error) {
		log("recovery.not_checked", { error: String(error) });
		return other;
	}
}
