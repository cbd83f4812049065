import type { Refusal } from "../../platform/answer.ts";
import type { Env } from "../../platform/env.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import type { IncidentCommand } from "../rpc.ts";
import type { NewEvent } from "../rules/events.ts";
import type { Incident } from "../rules/incident.ts";
import { judgeRecovery } from "../rules/recovery.ts";
import { lookAt } from "./recovery-look.ts";
import { RecoveryNews } from "./recovery-news.ts";

type Resolve = Extract<IncidentCommand, { kind: "resolve" }>;
export type Checked = { before: NewEvent[]; isFailing: boolean } | { refusal: Refusal };

/**
 * Checks the service right now, before a person resolves. A failing check refuses the resolve and shows why, unless the
 * person says why it is right all the same. What cannot be checked holds nobody up, and is told. What is resolved
 * already, or watched, is not checked again. Everybody who looks at the incident sees the answers come.
 */
export async function checkRecovery(
	env: Env,
	incident: Incident,
	command: Resolve,
	actor: Actor,
): Promise<Checked> {
	const { overrideReason = null, soak = true } = command;
	if (incident.state === "resolved" || (incident.soak !== null && soak))
		return { before: [], isFailing: false };
	const news = new RecoveryNews(env, incident.id, actor);
	const { look } = await lookAt(env, incident.service.id, news);
	const judged = judgeRecovery(look);
	news.end(judged);
	const isFailing = judged.result === "failing";
	if (isFailing && overrideReason === null) {
		const evidence = judged.evidence.filter((e) => e.outcome === "down");
		return { refusal: { code: "conflict", detail: STILL_FAILING, extra: { evidence } } };
	}
	const data = { ...judged, overrideReason };
	return { before: [{ type: "recovery_checked", actor, data }], isFailing };
}

const STILL_FAILING = "Checks are still failing. To resolve anyway, send overrideReason.";
