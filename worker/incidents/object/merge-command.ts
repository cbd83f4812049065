import type { Answer, Refusal } from "../../platform/answer.ts";
import type { Env } from "../../platform/env.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { deskOf, incidentOf } from "../../platform/stubs.ts";
import type { IncidentCommand } from "../rpc.ts";
import { type Incident, nameFor } from "../rules/incident.ts";
import type { IncidentView, NamedIncident } from "../rules/incident-types.ts";
import { namedIncident, takenIn } from "../rules/merging.ts";

/**
 * The Desk of the service carries a merge or a split out: it alone knows which alerts go where. Null when that is done,
 * else why not. The same again finds it done.
 */
export async function orderedOfDesk(
	env: Env,
	incident: Incident,
	command: Extract<IncidentCommand, { kind: "merge" | "split" }>,
	actor: Actor,
): Promise<Refusal | null> {
	const answer =
		command.kind === "merge"
			? await merged(env, incident, command.intoIncidentId, actor)
			: await split(env, incident, command, actor);
	return answer.ok ? null : answer.refusal;
}

async function merged(env: Env, incident: Incident, intoId: string, actor: Actor): Promise<Answer<null>> {
	if (incident.mergedInto?.incidentId === intoId) return DONE;
	const into = await incidentOf(env, intoId).view();
	const refusal =
		into === null ? no("not_found", "The incident to merge into was not found.") : mayNot(incident, into);
	if (refusal) return refusal;
	const { id, number, title } = into as IncidentView;
	const named = { incidentId: id, number, title };
	return deskOf(env, incident.service.id).merge({ incident: takenIn(incident), into: named, actor });
}

function mayNot(incident: Incident, into: IncidentView): Answer<never> | null {
	const name = nameFor(incident);
	const other = nameFor(into);
	if (into.id === incident.id) return no("conflict", `${name} can’t be merged into itself.`);
	if (incident.mergedInto !== null)
		return no("conflict", `${name} is merged into ${nameFor(incident.mergedInto)} already. Split it first.`);
	if (incident.state === "resolved") return no("incident_resolved", `${name} is resolved; reopen it first.`);
	if (into.mergedInto)
		return no("conflict", `${other} is merged into ${nameFor(into.mergedInto)}. Merge into that one.`);
	if (into.state === "resolved") return no("conflict", `${other} is resolved. Merge into one that is open.`);
	if (into.soakUntil !== null)
		return no("conflict", `${other} works again and is watched. Merge into one that is not over.`);
	if (into.service.id !== incident.service.id)
		return no(
			"conflict",
			`${other} is of ${into.service.name}. Only incidents of one service can be merged, since their alerts are routed together.`,
		);
	if (into.drill !== incident.drill) return no("conflict", "A drill and a real incident can’t be merged.");
	return null;
}

async function split(
	env: Env,
	incident: Incident,
	command: Extract<IncidentCommand, { kind: "split" }>,
	actor: Actor,
): Promise<Answer<{ incidentId: string }>> {
	const desk = deskOf(env, incident.service.id);
	const from = namedIncident(incident);
	if ("incidentId" in command) {
		const out = await nameOf(env, command.incidentId);
		return out
			? desk.split({ from, actor, incident: out })
			: no("not_found", "The incident to split was not found.");
	}
	const { title = null } = command;
	const keys = "keys" in command ? command.keys : [command];
	return desk.split({
		from,
		actor,
		keys: keys.map(({ dedupKey, integrationId }) => ({ dedupKey, integrationId })),
		title,
	});
}

async function nameOf(env: Env, id: string): Promise<NamedIncident | null> {
	const view = await incidentOf(env, id).view();
	return view && { incidentId: id, number: view.number, title: view.title };
}

const DONE: Answer<null> = { ok: true, value: null };

function no(code: Refusal["code"], detail: string): Answer<never> {
	return { ok: false, refusal: { code, detail } };
}
