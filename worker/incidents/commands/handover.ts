import { z } from "@hono/zod-openapi";
import { id } from "../../platform/contract/fields.ts";
import { NOTHING, refuse } from "../rules/decision.ts";
import type { EventData, NewEvent } from "../rules/events.ts";
import { HANDED_ROLES } from "../rules/incident-types.ts";
import { command } from "./command.ts";

const words = { role: HANDED_ROLES } as const;

/** Who has the role keeps it until the other accepts. Asking another one takes the question back from the first. */
export const offerRole = command({
	call: {
		method: "put",
		path: "handovers/{role}",
		summary: "Ask somebody to take a role over: they accept it or decline",
		body: z.strictObject({ userId: id("user") }),
		words,
	},
	names: ({ userId }) => [{ kind: "user", id: userId }],
	decide({ incident, paging, actor }, { role, userId }) {
		const person = paging.people.find((each) => each.id === userId);
		if (!person) return refuse("not_found", "User not found.");
		if (incident.roles[role]?.id === userId)
			return refuse("conflict", `${person.name} has this role already.`);
		if (incident.handovers[role]?.userId === userId) return NOTHING;
		return {
			events: [
				...answered(incident.handovers[role], "withdrawn", actor),
				{ type: "handover_offered", actor, data: { role, userId, userName: person.name } },
			],
		};
	},
});

/** Only who was asked answers. The role changes hands with the acceptance. */
export const answerHandover = command({
	call: {
		method: "post",
		path: "handovers/{role}",
		summary: "Accept or decline a role that one was asked to take over",
		body: z.strictObject({ answer: z.enum(["accepted", "declined"]) }),
		words,
	},
	decide({ incident, actor }, { role, answer }) {
		const asked = incident.handovers[role];
		const isMine = actor.kind === "user" && actor.id !== null;
		if (!asked) {
			const hasIt = answer === "accepted" && isMine && incident.roles[role]?.id === actor.id;
			return hasIt ? NOTHING : refuse("conflict", "Nobody is asked to take this role over any more.");
		}
		if (!isMine || actor.id !== asked.userId)
			return refuse("conflict", `${asked.userName} is asked to take this role over: only they can answer.`);
		const { userId, userName } = asked;
		const assigned: NewEvent = { type: "role_assigned", actor, data: { role, userId, userName } };
		return { events: [...answered(asked, answer, actor), ...(answer === "accepted" ? [assigned] : [])] };
	},
});

export const withdrawHandover = command({
	call: {
		method: "delete",
		path: "handovers/{role}",
		summary: "Take back the question whether somebody takes a role over",
		body: z.strictObject({}),
		words,
	},
	decide: ({ incident, actor }, { role }) => ({
		events: answered(incident.handovers[role], "withdrawn", actor),
	}),
});

function answered(
	asked: { role: EventData["handover_answered"]["role"]; userId: string; userName: string } | undefined,
	answer: EventData["handover_answered"]["answer"],
	actor: NewEvent["actor"],
): NewEvent[] {
	if (!asked) return [];
	const { role, userId, userName } = asked;
	return [{ type: "handover_answered", actor, data: { role, userId, userName, answer } }];
}
