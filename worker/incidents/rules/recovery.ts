import { SMOKE_TIMEOUT_SECONDS } from "../../monitoring/rules/check.ts";
import type { Monitor, Observation, SmokeCheck } from "../../monitoring/rules/monitor.ts";
import type { CheckSeen } from "./incident-types.ts";

/** What was looked at before a resolve. */
export interface Look {
	/** The ids of everything that should have been checked. */
	wanted: string[];
	results: Observation[];
	/** False when it could not be read what else there is to check. */
	isAllKnown: boolean;
	/** Smoke checks that were not run because one before them failed. */
	notRun?: string[];
	/** Smoke checks that were not tried because the time for the whole look was over. */
	outOfTime?: string[];
}

/** What a look before a resolve found. */
export interface RecoveryChecked {
	/** `incomplete`: nothing that was checked fails, but not everything could be checked. */
	result: "recovered" | "failing" | "nothing_to_check" | "incomplete";
	/** Monitors and smoke checks that no region could check. */
	unanswered: string[];
	overrideReason: string | null;
	/** `detail` of what is not up; absent in what was written before. */
	evidence: (Omit<CheckSeen, "detail"> & { monitorId: string; detail?: string })[];
	/** Smoke checks that were not run because one before them failed. Absent in what was written before. */
	notRun?: string[];
	/** Smoke checks that were not tried because the time for the whole look was over. Absent: none. */
	outOfTime?: string[];
}

type Judged = Omit<RecoveryChecked, "overrideReason">;

/**
 * What the checks made for a resolve say. A degraded answer is an answer: only a failing one holds a resolve back. What
 * no region could check is no proof of anything, and is never told as recovered.
 */
export function judgeRecovery(look: Look): Judged {
	return judged(look, (result) => result.outcome === "down");
}

/** The same where nobody looks at the evidence: only what a quorum of regions sees fail counts as failing. */
export function judgeByQuorum(look: Look, monitors: readonly Monitor[]): Judged & { failing: string[] } {
	const failing = monitors
		.filter((monitor) => {
			const down = look.results.filter((one) => one.monitorId === monitor.id && one.outcome === "down");
			if (monitor.kind === "heartbeat") return down.length > 0;
			return down.length >= Math.max(1, Math.min(monitor.quorum, monitor.regions.length));
		})
		.map(({ id }) => id);
	return { ...judged(look, ({ monitorId }) => failing.includes(monitorId)), failing };
}

function judged(look: Look, fails: (one: Observation) => boolean): Judged {
	const { wanted, results, isAllKnown, notRun = [], outOfTime = [] } = look;
	const evidence = results.map(({ monitorId, region, outcome, reason, detail }) => ({
		...{ monitorId, region: region ?? "", outcome, reason },
		...(outcome !== "up" && detail !== "" && { detail }),
	}));
	const told = new Set([...results.map(({ monitorId }) => monitorId), ...notRun, ...outOfTime]);
	const unanswered = wanted.filter((id) => !told.has(id));
	const result = resultOf(results.some(fails), results.length, [...unanswered, ...outOfTime], isAllKnown);
	return {
		...{ result, evidence, unanswered },
		...(notRun.length > 0 && { notRun }),
		...(outOfTime.length > 0 && { outOfTime }),
	};
}

function resultOf(
	isFailing: boolean,
	answers: number,
	unproved: string[],
	isAllKnown: boolean,
): Judged["result"] {
	if (isFailing) return "failing";
	if (unproved.length > 0 || !isAllKnown) return "incomplete";
	return answers === 0 ? "nothing_to_check" : "recovered";
}

/** A smoke check as a region runs it: by its name, from where monitors look by default. */
export function monitorOfSmokeCheck(check: SmokeCheck, serviceId: string): Monitor {
	const { name, request, expect, timeoutSeconds = SMOKE_TIMEOUT_SECONDS } = check;
	const { url, ...rest } = request;
	return {
		id: name,
		name,
		serviceId,
		kind: "http",
		target: url,
		intervalSeconds: 0,
		timeoutSeconds,
		regions: ["weur", "enam", "apac"],
		quorum: 2,
		failureThreshold: 1,
		recoveryThreshold: 1,
		request: rest,
		expect,
		severity: null,
		paused: false,
	};
}
