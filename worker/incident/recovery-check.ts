import type { NewEvent } from "../core/events.ts";
import type { Incident } from "../core/incident.ts";
import type { Actor } from "../core/incident-types.ts";
import type { CheckResult } from "../core/monitor.ts";
import { judgeRecovery } from "../core/recovery.ts";
import type { Env } from "../env.ts";
import { log } from "../log.ts";
import type { Refusal } from "../objects.ts";
import { vaultOf, watchOf } from "../stubs.ts";

/**
 * Runs the service's monitors right now, before a person resolves. Failing checks refuse the resolve and show why,
 * unless the person says why it is right all the same. An incident already resolved is not checked again.
 */
export async function checkRecovery(
	env: Env,
	incident: Incident,
	command: { overrideReason?: string },
	actor: Actor,
): Promise<{ events: NewEvent[] } | { refusal: Refusal }> {
	if (incident.state === "resolved") return { events: [] };
	const judged = judgeRecovery(await checkEverywhere(env, incident.service.id));
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

/** A slice that does not answer counts as nothing to check there: a person must be able to resolve. */
async function checkEverywhere(env: Env, serviceId: string): Promise<CheckResult[]> {
	try {
		const slices = await vaultOf(env).slices();
		const results = await Promise.all(slices.map((slice) => watchOf(env, slice).checkService(serviceId)));
		return results.flat();
	} catch (error) {
		log("recovery.not_checked", { serviceId, error: String(error) });
		return [];
	}
}
