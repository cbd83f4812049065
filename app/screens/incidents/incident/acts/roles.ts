/** Who has which role in an incident, as its timeline says. */
import { INCIDENT_ROLES, type IncidentRole } from "../../../../../worker/incidents/rules/incident-types.ts";
import type { Incident, TimelineEvent } from "../../../../state/wire.ts";

export const ROLE_NAMES: Record<IncidentRole, string> = {
	lead: "Incident lead",
	communications: "Communications lead",
	scribe: "Scribe",
};

type Holders = Partial<Record<IncidentRole, { id: string; name: string }>>;

/** The lead is the incident's own word; the other two are told by the timeline alone. A role that nobody has is absent. */
export function holdersOf(incident: Pick<Incident, "lead">, events: TimelineEvent[]): Holders {
	const holders: Holders = {};
	for (const { type, data } of events) {
		const role = INCIDENT_ROLES.find((one) => one === data.role);
		if (type !== "role_assigned" || !role || typeof data.userId !== "string") continue;
		holders[role] = { id: data.userId, name: String(data.userName ?? "") };
	}
	if (incident.lead) holders.lead = incident.lead;
	return holders;
}

/** What was chosen and is not so yet, in the order of the roles. */
export function changedRoles(
	holders: Holders,
	chosen: Partial<Record<IncidentRole, string>>,
): { role: IncidentRole; userId: string }[] {
	return INCIDENT_ROLES.flatMap((role) => {
		const userId = chosen[role];
		return userId && userId !== holders[role]?.id ? [{ role, userId }] : [];
	});
}
