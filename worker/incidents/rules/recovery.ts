import type { CheckResult, Monitor, SmokeCheck } from "../../monitoring/rules/monitor.ts";
import type { EventData } from "./events.ts";

/** What was looked at before a resolve. */
export interface Look {
	/** The ids of everything that should have been checked. */
	wanted: string[];
	results: CheckResult[];
	/** False when it could not be read what else there is to check. */
	isAllKnown: boolean;
}

type Judged = Pick<EventData["recovery_checked"], "result" | "evidence" | "unanswered">;

/**
 * What the checks made for a resolve say. A degraded answer is an answer: only a failing one holds a resolve back. What
 * no region could check is no proof of anything, and is never told as recovered.
 */
export function judgeRecovery({ wanted, results, isAllKnown }: Look): Judged {
	const evidence = results.map(({ monitorId, region, outcome, reason }) => ({
		monitorId,
		region,
		outcome,
		reason,
	}));
	const answered = new Set(results.map(({ monitorId }) => monitorId));
	const unanswered = wanted.filter((id) => !answered.has(id));
	return { result: resultOf(results, unanswered, isAllKnown), evidence, unanswered };
}

function resultOf(results: CheckResult[], unanswered: string[], isAllKnown: boolean): Judged["result"] {
	if (results.some(({ outcome }) => outcome === "down")) return "failing";
	if (unanswered.length > 0 || !isAllKnown) return "incomplete";
	return results.length === 0 ? "nothing_to_check" : "recovered";
}

const SMOKE_TIMEOUT_SECONDS = 10;

/** A smoke check as a region runs it: by its name, from where monitors look by default. */
export function monitorOfSmokeCheck({ name, request, expect }: SmokeCheck, serviceId: string): Monitor {
	const { url, ...rest } = request;
	return {
		id: name,
		name,
		serviceId,
		kind: "http",
		target: url,
		intervalSeconds: 0,
		timeoutSeconds: SMOKE_TIMEOUT_SECONDS,
		regions: ["weur", "enam", "apac"],
		quorum: 1,
		failureThreshold: 1,
		recoveryThreshold: 1,
		request: rest,
		expect,
		severity: null,
		paused: false,
	};
}
