import { noteDeclared, noteReport, type WantedIncident, wantedIncidents } from "../../db/reports/reports.ts";
import { serviceRows } from "../../db/services/services.ts";
import type { Env } from "../platform/env.ts";
import type { AppContext } from "../platform/http/app-env.ts";
import { networkOf, overLimit } from "../platform/http/rate-limit.ts";
import { quietly } from "../platform/http/refresh.ts";
import { log } from "../platform/log.ts";
import { hours, type Instant } from "../platform/rules/time.ts";
import { deskOf } from "../platform/stubs.ts";
import { sha256Hex } from "../platform/vault/digest.ts";
import { newId } from "../platform/vault/ids.ts";
import { reportDescription, reportTitle, tidyMessage } from "./rules/reports.ts";

/** Of one network. What is above it costs nothing. */
const PER_MINUTE = 10;
/** What could not be opened by then is told by other ways. */
const WANTED_MS = hours(1);
const SEVERITY = "P3";
const REPORTERS = { kind: "report" as const, id: null, name: "Customer reports" };

/**
 * Counts a report. `limited`: this network has had its share. When it resolves with `counted`, the report is durable, or
 * said nothing new. Throws when the database does not answer.
 */
export async function takeReport(
	c: AppContext,
	componentId: string | null,
	message: string | null,
): Promise<"counted" | "limited"> {
	const now = Date.now();
	const networkHash = await sha256Hex(`${c.env.MASTER_KEY} ${networkOf(c.req.header("cf-connecting-ip"))}`);
	if (overLimit(`report ${networkHash}`, now, PER_MINUTE)) return "limited";
	const id = newId("report");
	const report = { id, componentId, at: now, message: tidyMessage(message), networkHash };
	await noteReport(c.env.DB, report, newId("incident"));
	if (componentId !== null)
		c.executionCtx.waitUntil(quietly("reports.not_opened", {}, () => openWanted(c.env, now)));
	return "counted";
}

/** Opens what enough reports ask for. Doing it again opens nothing twice: the incident has its identity already. */
export async function openWanted(env: Env, now: Instant): Promise<void> {
	for (const wanted of await wantedIncidents(env.DB, now - WANTED_MS)) await openOne(env, wanted, now);
}

async function openOne(env: Env, wanted: WantedIncident, now: Instant): Promise<void> {
	const { incidentId, serviceId, count, messages } = wanted;
	const service = serviceId ? await serviceRows.read(env.DB, serviceId) : null;
	if (service) {
		const opened = await deskOf(env, serviceId).declare({
			...{ incidentId, serviceId, severity: SEVERITY, drill: false, idempotency: null },
			title: reportTitle(count, service.name),
			description: reportDescription(messages),
			actor: { kind: "system", id: null, name: REPORTERS.name },
			source: REPORTERS,
		});
		if (!opened.ok) log("reports.not_opened", { incidentId, code: opened.refusal.code });
	}
	await noteDeclared(env.DB, incidentId, now);
}
