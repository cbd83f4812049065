/** What a decision of the book tells the sender, and the incident. */

import type { Instant } from "../../platform/rules/time.ts";
import type { AlertOutcome } from "../rpc.ts";
import type { Route } from "../rules/routing.ts";
import type { OutboxMessage } from "./desk-outbox.ts";
import type { KeyName } from "./desk-rows.ts";
import type { IncomingAlert } from "./incoming-alert.ts";

export function outcomeOf(name: KeyName, status: AlertOutcome["status"], decision: Route): AlertOutcome {
	const incidentId = decision.kind === "open" ? null : decision.incidentId;
	return { dedupKey: name.dedupKey, status, incidentId };
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
