import { z } from "@hono/zod-openapi";
import { id } from "../../platform/contract/fields.ts";
import type { FrozenRunbook } from "../../runbooks/rules/runbook.ts";
import { NOTHING, refuse } from "../rules/decision.ts";
import { attach } from "../rules/runbook.ts";
import { command } from "./command.ts";

/** The version as it was read for this command; null when there is no such runbook. */
export interface OfReading {
	frozen?: FrozenRunbook | null | undefined;
}

const call = {
	method: "put",
	path: "runbook",
	summary: "Attach a runbook, as it is now, in place of the one before",
	body: z.strictObject({ runbookId: id("runbook") }),
} as const;

/** Attaching the same version once more changes nothing: what was said of its steps stays. */
export const runbook = command<typeof call, OfReading>({
	call,
	decide({ incident, actor }, { frozen }) {
		if (!frozen) return refuse("not_found", "There is no such runbook.");
		const events = attach(incident, frozen, "chosen", actor);
		return events.length > 0 ? { events } : NOTHING;
	},
});
