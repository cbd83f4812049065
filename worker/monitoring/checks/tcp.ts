import { egressTcp } from "../../platform/egress/egress.ts";
import type { Env } from "../../platform/env.ts";
import { checkTimeoutMs, type Judgement, judge } from "../rules/check.ts";
import type { Monitor } from "../rules/monitor.ts";

/** Up when the port takes a connection. */
export async function checkTcp(env: Env, monitor: Monitor): Promise<Judgement> {
	const timeoutMs = checkTimeoutMs(monitor.timeoutSeconds);
	const answer = await egressTcp(env, { hostPort: monitor.target ?? "", timeoutMs });
	if (!answer.ok) return judge(monitor.expect, { kind: "failure", ...answer });
	return judge(monitor.expect, { kind: "open", latencyMs: answer.latencyMs });
}
