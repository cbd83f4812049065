import { z } from "@hono/zod-openapi";
import { id } from "../../platform/contract/fields.ts";
import { NOTHING, refuse } from "../rules/decision.ts";
import { type ClaimedRun, goingRun, refusalHere } from "../rules/remediation-run.ts";
import { startRun } from "../rules/remediation-steps.ts";
import { command } from "./command.ts";

/** What the ledger of all incidents let in, before the incident itself decides. */
export interface OfClaim {
	claim?: ClaimedRun | null | undefined;
}

const call = {
	method: "post",
	path: "remediation-runs",
	summary: "Run a remediation of the incident's service",
	body: z.strictObject({ remediationId: id("remediation") }),
} as const;

/** A second tap while it runs finds the run that is going. */
export const remediate = command<typeof call, OfClaim>({
	call,
	decide({ incident, now }, { remediationId, claim }) {
		if (goingRun(incident)?.remediationId === remediationId) return NOTHING;
		const events = claim ? startRun(incident, claim, now) : [];
		if (events.length > 0) return { events };
		const why = claim && refusalHere(incident, claim.remediation, false, now);
		return refuse("conflict", why ?? "The run could not start in time. Try again.");
	},
});
