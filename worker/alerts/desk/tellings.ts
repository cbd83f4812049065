/** What a decision of the book tells the sender, and the incident. */

import type { Instant } from "../../platform/rules/time.ts";
import type { AlertOutcome } from "../rpc.ts";
import type { Route } from "../rules/routing.ts";
import type { KeyName } from "./desk-rows.ts";
import type { Offer } from "./offers.ts";
import type { Delivery } from "./pending.ts";

export function outcomeOf(name: KeyName, status: AlertOutcome["status"], decision: Route): AlertOutcome {
	const incidentId = decision.kind === "open" ? null : decision.incidentId;
	return { dedupKey: name.dedupKey, status, incidentId };
}

export function received({ scope, alert, alertId, actor }: Offer, at: Instant) {
	return { kind: "received" as const, scope, alert, alertId, actor, at };
}

export function resolved(offer: Offer, resolvesIncident: boolean, at: Instant): Delivery {
	const { alertId, actor, evidence } = offer;
	const { dedupKey, memberKey } = offer.alert;
	const alert = {
		alertId,
		dedupKey,
		memberKey,
		evidence: evidence ?? [],
		reason: offer.signal?.reason ?? null,
	};
	return { kind: "resolved", alert, actor, at, resolvesIncident };
}
