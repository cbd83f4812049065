import type { Actor } from "../../platform/rules/caller.ts";
import type { EventData } from "../rules/events.ts";

/** Over the live connection, `{"type":"recovery","recovery":…}`: how the look before a resolve goes, whole each time. */
export interface RecoveryNewsWire {
	incidentId: string;
	/** Who wants to resolve. */
	by: Actor;
	/** Epoch ms; names the look. */
	startedAt: number;
	/** What is checked: smoke checks, whose id is their name, in their order; then monitors. */
	checks: { id: string; name: string; serviceId: string; regions: string[] }[];
	answers: {
		monitorId: string;
		region: string;
		outcome: "up" | "degraded" | "down";
		reason: string | null;
		detail: string;
	}[];
	/** Null while answers are missing. */
	result: EventData["recovery_checked"]["result"] | null;
	/** Smoke checks that were not tried because the time was over. Absent while it is not known, and where there is none. */
	outOfTime?: string[];
}
