/** What a decision of the book tells the sender, and the incident. */

import type { Instant } from "../../platform/rules/time.ts";
import type { AlertOutcome } from "../rpc.ts";
import type { Route } from "../rules/routing.ts";
import type { OutboxMessage } from "./desk-outbox.ts";
import type { KeyName } from "./desk-rows.ts";
import type { IncomingAlert } from "./incoming-alert.ts";

/** Of what no incident hears; `wasHeld`: it was held until now, and has ended. */
export function outcomeOf(
	{ dedupKey }: KeyName,
	decision: Extract<Route, { kind: "ignore" | "hold" }>,
	wasHeld: boolean,
): AlertOutcome {
	if (decision.kind === "hold") return { dedupKey, status: "held", incidentId: null };
	return { dedupKey, status: wasHeld ? "resolved" : "ignored", incidentId: decision.incidentId };
}

export function received({ scope, alert, alertId, actor }: IncomingAlert, at: Instant) {
	return { kind: "received" as const, scope, alert, alertId, actor, at };
}

export function resolved(incoming: IncomingAlert, resolvesIncident: boolean, at: Instant): OutboxMessage {
	const { alertId, actor, evidence } = incoming;
	const { dedupKey, memberKey } = incoming.alert;
	const alert = {
		alertId,
		dedupKey,
		memberKey,
		evidence: evidence ?? [],
		reason: incoming.signal?.reason ?? null,
	};
	return { kind: "resolved", alert, actor, at, resolvesIncident };
}
