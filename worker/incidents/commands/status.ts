import { z } from "@hono/zod-openapi";
import { NOTHING, refuse } from "../rules/decision.ts";
import { INCIDENT_STATUSES } from "../rules/incident-types.ts";
import { command } from "./command.ts";
import { WATCHED } from "./fields.ts";

export const status = command({
	call: {
		method: "put",
		path: "status",
		summary: "Set the public status",
		body: z.strictObject({ status: z.enum(INCIDENT_STATUSES) }),
	},
	decide({ incident, actor }, { status: to }) {
		if (to === incident.status) return NOTHING;
		if (incident.soak !== null) return refuse("conflict", WATCHED);
		if (to === "resolved") return refuse("conflict", "Resolve the incident instead of setting its status.");
		return { events: [{ type: "status_changed", actor, data: { from: incident.status, to } }] };
	},
});
