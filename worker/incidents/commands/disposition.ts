import { z } from "@hono/zod-openapi";
import { NOTHING, refuse } from "../rules/decision.ts";
import { nameFor } from "../rules/incident.ts";
import { DISPOSITIONS } from "../rules/incident-types.ts";
import { command } from "./command.ts";

/** What it turned out to be can be said, and corrected, whenever it is over. */
export const disposition = command({
	call: {
		method: "put",
		path: "disposition",
		summary: "Say what it turned out to be",
		body: z.strictObject({ disposition: z.enum(DISPOSITIONS) }),
	},
	afterResolve: true,
	decide({ incident, actor }, { disposition: to }) {
		const { state, soak, disposition: from } = incident;
		if (state !== "resolved" && soak === null)
			return refuse("conflict", `${nameFor(incident)} is not over: say what it was when you resolve it.`);
		return to === from ? NOTHING : { events: [{ type: "disposition_set", actor, data: { from, to } }] };
	},
});
