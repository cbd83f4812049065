import { z } from "@hono/zod-openapi";
import { NOTHING } from "../rules/decision.ts";
import { FINDINGS, type Triaged } from "../rules/triage.ts";
import { command } from "./command.ts";

/** Each answer is a fact of its own: what was said before changes nothing, and nothing has to be answered. */
export const triage = command({
	call: {
		method: "put",
		path: "triage",
		summary: "Say what triage found: real, noise, or not sure, and whether customers are affected",
		body: z
			.strictObject({
				finding: z.enum(FINDINGS).optional().openapi({
					description: "Counts as the disposition when it ends and nobody says another",
				}),
				customersAffected: z.boolean().optional(),
			})
			.refine((said) => Object.keys(said).length > 0, "must answer at least one question"),
	},
	decide({ incident: { triage: known }, actor }, { finding, customersAffected }) {
		const data: Triaged = {
			...(finding !== undefined && finding !== known.finding && { finding }),
			...(customersAffected !== undefined &&
				customersAffected !== known.customersAffected && { customersAffected }),
		};
		return Object.keys(data).length === 0 ? NOTHING : { events: [{ type: "triaged", actor, data }] };
	},
});
