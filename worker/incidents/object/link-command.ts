import type { Refusal } from "../../platform/answer.ts";
import type { Env } from "../../platform/env.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { incidentOf } from "../../platform/stubs.ts";
import { restoreIncident } from "../routes/incident-archive.ts";
import type { IncidentCommand } from "../rpc.ts";
import type { Incident } from "../rules/incident.ts";
import type { IncidentView, NamedIncident } from "../rules/incident-types.ts";
import { whyNotLinked } from "../rules/linking.ts";
import { namedIncident } from "../rules/merging.ts";

/**
 * The other one is told first, then this one decides. Cut off in between, the other has the link alone: nobody was
 * answered, and whoever asks again, for the link or for its end, finds both as they should be.
 */
export async function toldOther(
	env: Env,
	incident: Incident,
	command: Extract<IncidentCommand, { kind: "link" | "unlink" }>,
	actor: Actor,
): Promise<{ other: NamedIncident } | { refusal: Refusal }> {
	const { kind, otherId } = command;
	const view = await viewOf(env, otherId);
	if (view === null) return no("not_found", "The incident to link was not found.");
	const why = kind === "link" ? whyNotLinked(incident, view) : null;
	if (why !== null) return no("conflict", why);
	const step = { kind, other: namedIncident(incident), actor };
	const { taken } = await incidentOf(env, otherId).merging(step);
	if (!taken) return no("conflict", `#${view.number} has too many links. Remove one there first.`);
	return { other: { incidentId: view.id, number: view.number, title: view.title } };
}

/** One that only the database still has is put back first, as for a command. */
async function viewOf(env: Env, id: string): Promise<IncidentView | null> {
	const incident = incidentOf(env, id);
	return (await incident.view()) ?? ((await restoreIncident(env, id)) ? incident.view() : null);
}

function no(code: Refusal["code"], detail: string): { refusal: Refusal } {
	return { refusal: { code, detail } };
}
