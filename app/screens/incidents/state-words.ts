/** What an incident's state is in a sentence; of screens that are about one incident. */

import { acknowledgedBy, NOT_ACKNOWLEDGED } from "../../../worker/platform/rules/phrases.ts";
import { firstWords } from "../../state/first-acknowledgement.ts";
import type { Incident } from "../../state/wire.ts";
import { ms, span, timeToSecond, whoWords } from "../../state/words.ts";

/** "Not acknowledged", "Acknowledged by you at 03:12:09", "Resolved at 03:40:10 after 28 min 50 s". */
export function stateWords(incident: Incident, myId: string | undefined, zone?: string): string {
	if (incident.soakUntil) return `Works again, watched until ${timeToSecond(incident.soakUntil, zone)}`;
	if (incident.state === "triggered") return firstWords(incident, myId) ?? NOT_ACKNOWLEDGED;
	if (incident.state === "resolved" && incident.resolvedAt) {
		const lasted = span(ms(incident.resolvedAt) - ms(incident.triggeredAt));
		return `Resolved at ${timeToSecond(incident.resolvedAt, zone)} after ${lasted}`;
	}
	const at = incident.acknowledgedAt ? timeToSecond(incident.acknowledgedAt, zone) : undefined;
	return acknowledgedBy(whoWords(incident, myId), at);
}

/** "reopened once", "reopened 3 times". */
export function reopenedWords(times: number): string {
	if (times === 1) return "reopened once";
	return times === 2 ? "reopened twice" : `reopened ${times} times`;
}
