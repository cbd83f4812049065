import { z } from "@hono/zod-openapi";
import { id } from "../../platform/contract/fields.ts";
import { NOTHING, refuse } from "../rules/decision.ts";
import { nameFor } from "../rules/incident.ts";
import { command } from "./command.ts";

/** The Desk has carried it out before this is decided: see `object/merge-command.ts`. */
export const merge = command({
	call: {
		method: "post",
		path: "merges",
		summary:
			"Merge into another open incident of the same service: its alerts go there, and it pages nobody any more",
		body: z.strictObject({ intoIncidentId: id("incident") }),
	},
	afterResolve: true,
	decide({ incident }, { intoIncidentId }) {
		const { mergedInto } = incident;
		if (mergedInto?.incidentId === intoIncidentId) return NOTHING;
		const is = mergedInto === null ? "is not merged" : "is merged into another incident; split it first";
		return refuse("conflict", `${nameFor(incident)} ${is}.`);
	},
});
