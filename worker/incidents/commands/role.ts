import { z } from "@hono/zod-openapi";
import { id } from "../../platform/contract/fields.ts";
import { NOTHING, refuse } from "../rules/decision.ts";
import { INCIDENT_ROLES } from "../rules/incident-types.ts";
import { command } from "./command.ts";

export const role = command({
	call: {
		method: "put",
		path: "roles/{role}",
		summary: "Assign lead, communications or scribe",
		body: z.strictObject({ userId: id("user") }),
		words: { role: INCIDENT_ROLES },
	},
	afterResolve: true,
	names: ({ userId }) => [{ kind: "user", id: userId }],
	decide({ incident, paging, actor }, { role: which, userId }) {
		const person = paging.people.find((each) => each.id === userId);
		if (!person) return refuse("not_found", "User not found.");
		if (incident.roles[which]?.id === userId) return NOTHING;
		const data = { role: which, userId, userName: person.name };
		return { events: [{ type: "role_assigned", actor, data }] };
	},
});
