import type { EventData } from "./events.ts";
import type { CheckResult } from "./monitor.ts";

/** What the checks made for a resolve say. A degraded answer is an answer: only a failing one holds a resolve back. */
export function judgeRecovery(
	results: CheckResult[],
): Pick<EventData["recovery_checked"], "result" | "evidence"> {
	const evidence = results.map(({ monitorId, region, outcome, reason }) => ({
		monitorId,
		region,
		outcome,
		reason,
	}));
	if (results.length === 0) return { result: "nothing_to_check", evidence };
	const isFailing = results.some((r) => r.outcome === "down");
	return { result: isFailing ? "failing" : "recovered", evidence };
}
