import { DEFAULT_SEVERITY_POLICY } from "../../worker/paging/rules/severity.ts";
import type { SeverityPolicy } from "../state/wire.ts";
import { iso } from "./cast.ts";

/** What an instance would answer about severities: P4 files a ticket. */
export function severityAnswers(at: number): Record<string, unknown> {
	const items = DEFAULT_SEVERITY_POLICY.map((rule) => ({
		...rule,
		ticketTrackerId: rule.severity === "P4" ? "trk_01J1" : null,
	}));
	const policy: SeverityPolicy = { items, version: 3, updatedAt: iso(at - 86_400_000) };
	return { "GET /severity-policy": policy };
}
