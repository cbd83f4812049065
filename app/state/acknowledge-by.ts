import type { Incident } from "./wire.ts";
import { ms } from "./words.ts";

/** How the time to acknowledge stands: nothing while there is enough, or where none is set. */
export type AcknowledgeRisk = "at-risk" | "breached" | null;

export function acknowledgeRisk(
	{ acknowledgeBy }: Pick<Incident, "acknowledgeBy">,
	now: number,
): AcknowledgeRisk {
	if (!acknowledgeBy) return null;
	if (ms(acknowledgeBy.at) <= now) return "breached";
	return ms(acknowledgeBy.atRiskAt) <= now ? "at-risk" : null;
}
