/** Who leads, held apart from the code: by the words of the timeline alone. */
import type { IncidentRecord, SeenEvent } from "./incident-record.ts";
import type { InvariantName } from "./invariants.ts";

type Say = (invariant: InvariantName, detail: string) => void;

/** What these events say; of others it is absent. */
interface Words {
	role: string;
	userId: string;
	answer: string;
	becomesLead: boolean;
}

/** Takes in one more event, and says where a role changed hands as it must not. */
export function takeLeadEvent(record: IncidentRecord, event: SeenEvent, say: Say): void {
	const { type, actor } = event;
	const { role, userId, answer, becomesLead } = event.data as unknown as Words;
	const { accepted } = record;
	record.accepted = null;
	const isGiven = type === "role_assigned" && role === accepted?.role && userId === accepted?.userId;
	if (accepted && !isGiven) say("oneLead", `${accepted.userId} accepted, and ${type} follows`);
	switch (type) {
		case "acknowledged":
		case "first_acknowledged":
			if (actor.kind !== "user") return;
			if (record.lead === null && !becomesLead) say("oneLead", "acknowledged, and nobody leads");
			if (record.lead !== null && becomesLead) say("oneLead", `${actor.id} leads beside ${record.lead}`);
			if (becomesLead) record.lead = actor.id;
			return;
		case "handover_offered":
			if (record.offers[role]) say("offerOver", `${userId} is asked while ${record.offers[role]} is`);
			record.offers[role] = userId;
			record.lastAsked = userId;
			return;
		case "handover_answered":
			if (record.offers[role] !== userId) say("offerOver", `${answer}, and ${userId} is not asked`);
			if (answer !== "withdrawn" && actor.id !== userId)
				say("offerOver", `${actor.id} answers for ${userId}`);
			if (answer === "accepted") record.accepted = { role, userId };
			delete record.offers[role];
			return;
		case "role_assigned":
			if (role === "lead") record.lead = userId;
			delete record.offers[role];
			return;
		case "resolved":
		case "merged":
			record.offers = {};
			return;
	}
}
