import { type RecoveryPlan, readRecoveryPlan } from "../../../db/incidents/recovery-plan.ts";
import { askEverywhere } from "../../monitoring/ask-everywhere.ts";
import type { CheckResult } from "../../monitoring/rules/monitor.ts";
import type { Refusal } from "../../platform/answer.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { vaultOf, watchOf } from "../../platform/stubs.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import type { NewEvent } from "../rules/events.ts";
import type { Incident } from "../rules/incident.ts";
import { judgeRecovery, type Look, monitorOfSmokeCheck } from "../rules/recovery.ts";

/**
 * Checks the service right now, before a person resolves: its monitors, its smoke checks, and the monitors of what
 * depends on it. A failing one refuses the resolve and shows why, unless the person says why it is right all the same.
 * What cannot be checked holds nobody up, and is told. An incident already resolved is not checked again.
 */
export async function checkRecovery(
	env: Env,
	incident: Incident,
	command: { overrideReason?: string | undefined },
	actor: Actor,
): Promise<{ events: NewEvent[] } | { refusal: Refusal }> {
	if (incident.state === "resolved") return { events: [] };
	const judged = judgeRecovery(await look(env, incident.service.id));
	const overrideReason = command.overrideReason ?? null;
	if (judged.result === "failing" && overrideReason === null)
		return {
			refusal: {
				code: "conflict",
				detail: "Checks still fail. Resolve with an overrideReason if that is right all the same.",
				extra: { evidence: judged.evidence.filter((e) => e.outcome === "down") },
			},
		};
	return { events: [{ type: "recovery_checked", actor, data: { ...judged, overrideReason } }] };
}

/** Checks everything that shows whether the service works, once, from every region. Never throws. */
export async function look(env: Env, serviceId: string): Promise<Look> {
	const plan = await planInTime(env, serviceId);
	if (plan === null)
		return {
			wanted: [],
			results: await orNothing(() => checkWhatWatchesKnow(env, serviceId)),
			isAllKnown: false,
		};
	const smokeChecks = plan.smokeChecks.map((check) => monitorOfSmokeCheck(check, serviceId));
	const results = await Promise.all([
		askEverywhere(env, smokeChecks),
		orNothing(() => checkMonitors(env, plan.monitors)),
	]);
	const wanted = [...smokeChecks, ...plan.monitors].map(({ id }) => id);
	return { wanted, results: results.flat(), isAllKnown: true };
}

/** Longer than any healthy answer of the database, short enough that a person waits for the checks and not for it. */
const DATABASE_TIMEOUT_MS = 1_500;

async function planInTime(env: Env, serviceId: string): Promise<RecoveryPlan | null> {
	try {
		return await withTimeout(readRecoveryPlan(env.DB, serviceId), DATABASE_TIMEOUT_MS);
	} catch (error) {
		log("recovery.database_down", { serviceId, error });
		return null;
	}
}

async function checkMonitors(env: Env, monitors: RecoveryPlan["monitors"]): Promise<CheckResult[]> {
	const placed = await Promise.all(
		monitors.map(async ({ id, slice }) => ({ id, slice: slice ?? (await vaultOf(env).sliceFor(id)) })),
	);
	const bySlice = Map.groupBy(placed, ({ slice }) => slice);
	const asked = [...bySlice].map(([slice, own]) =>
		orNothing(() => watchOf(env, slice).checkNow(own.map(({ id }) => id))),
	);
	return (await Promise.all(asked)).flat();
}

/** Without the database the Watches still know the service's own monitors. */
async function checkWhatWatchesKnow(env: Env, serviceId: string): Promise<CheckResult[]> {
	const slices = await vaultOf(env).slices();
	const asked = slices.map((slice) => orNothing(() => watchOf(env, slice).checkService(serviceId)));
	return (await Promise.all(asked)).flat();
}

/** What does not answer leaves its monitors unanswered: a person must be able to resolve. */
async function orNothing(ask: () => Promise<CheckResult[]>): Promise<CheckResult[]> {
	try {
		return await ask();
	} catch (error) {
		log("recovery.not_checked", { error });
		return [];
	}
}
