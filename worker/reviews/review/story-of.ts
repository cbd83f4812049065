import { readIncident, readTimeline } from "../../../db/incidents/incidents.ts";
import { readSeverityPolicy } from "../../../db/paging/severity-policy.ts";
import type { IncidentView, TimelineEvent } from "../../incidents/rules/incident-types.ts";
import { DEFAULT_SEVERITY_POLICY, type SeverityPolicy } from "../../paging/rules/severity.ts";
import type { Env } from "../../platform/env.ts";
import { incidentOf } from "../../platform/stubs.ts";

/** More events than any incident has. */
const ALL = 100_000;

/** The incident as its object has it, or as the database does where that has none; null when neither knows it. */
export async function incidentView(env: Env, id: string): Promise<IncidentView | null> {
	return (await incidentOf(env, id).view()) ?? readIncident(env.DB, id);
}

export async function incidentEvents(env: Env, id: string): Promise<TimelineEvent[]> {
	const events = await incidentOf(env, id).timeline(0, ALL);
	return events.length > 0 ? events : readTimeline(env.DB, id, 0, ALL);
}

export async function severityPolicyOf(env: Env): Promise<SeverityPolicy> {
	return (await readSeverityPolicy(env.DB))?.items ?? DEFAULT_SEVERITY_POLICY;
}
