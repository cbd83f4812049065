/** What somebody changed about a service, from the audit log's picture before and after. */
import type { AuditEntry } from "../../state/wire.ts";
import { listOfNames } from "../../state/words.ts";

const NAMES: Record<string, string> = {
	name: "name",
	teamId: "team",
	escalationPolicyId: "escalation policy",
	defaultSeverity: "default severity",
	dependsOn: "dependencies",
	componentId: "status page",
	publicTitle: "public title",
	ackTimeoutSeconds: "acknowledgement timeout",
	reopenWindowSeconds: "reopen window",
	smokeChecks: "smoke checks",
	links: "links",
	tier: "tier",
	soakSeconds: "watch time after a fix",
	supportHours: "support hours",
};

/** "Created", "Changed default severity from P2 to P1", "Changed team and links". */
export function changeWords({
	action,
	before,
	after,
}: Pick<AuditEntry, "action" | "before" | "after">): string {
	if (action.endsWith(".created")) return "Created";
	const fields = Object.keys(NAMES).filter(
		(field) => JSON.stringify(before?.[field]) !== JSON.stringify(after?.[field]),
	);
	const [only, ...more] = fields;
	if (only === undefined) return "Changed";
	if (more.length > 0) return `Changed ${listOfNames(fields.map((field) => NAMES[field] ?? field))}`;
	const [was, is] = [before?.[only], after?.[only]];
	const isPlain = ["name", "defaultSeverity", "tier", "publicTitle"].includes(only);
	if (!isPlain || was === null || is === null) return `Changed ${NAMES[only]}`;
	return `Changed ${NAMES[only]} from ${was} to ${is}`;
}
