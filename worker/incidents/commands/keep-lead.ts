import { z } from "@hono/zod-openapi";
import { NOTHING, refuse } from "../rules/decision.ts";
import { suggestionOf } from "../rules/incident-view.ts";
import { command } from "./command.ts";

/** The lead, whose shift ended, keeps the incident: no shift that began before asks them again. */
export const keepLead = command({
	call: {
		method: "delete",
		path: "handover-suggestion",
		summary: "Keep the lead although the shift ended, as whoever is asked to hand over",
		body: z.strictObject({}),
	},
	decide({ incident, actor }) {
		const isMine = actor.kind === "user" && incident.suggestion?.leadId === actor.id;
		if (isMine && incident.suggestion?.keptAt) return NOTHING;
		const asked = suggestionOf(incident);
		if (!asked) return refuse("conflict", "Nobody is asked to hand over any more.");
		if (!isMine) return refuse("conflict", "Only the incident lead, who is asked, can answer.");
		return { events: [{ type: "handover_kept", actor, data: { userName: asked.userName } }] };
	},
});
