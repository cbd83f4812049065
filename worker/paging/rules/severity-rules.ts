/** What the severity policy may not ask for, beyond its schema. */
import type { SeverityPolicy } from "./severity.ts";

export interface SeverityRefusal {
	/** `/items/0/review`, by the order in which the rules were sent. */
	pointer: string;
	message: string;
}

/** Empty when the policy can be obeyed. */
export function refuseSeverityPolicy(given: SeverityPolicy): SeverityRefusal[] {
	return given.flatMap(({ ticketWebhookId, ticketTrackerId }, index) => {
		if (ticketWebhookId === null || !ticketTrackerId) return [];
		const message = "a ticket is filed in one place: name a webhook or a tracker";
		return [{ pointer: `/items/${index}/ticketTrackerId`, message }];
	});
}
