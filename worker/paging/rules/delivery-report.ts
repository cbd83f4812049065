/** What a provider tells afterwards of a text or a call that it took. */
export type DeliveryReport =
	| { kind: "delivered" }
	/** `isPermanent`: nothing reached the person, and another try of this page would not. `isGone`: no page ever will. */
	| { kind: "undelivered"; reason: string; isPermanent: boolean; isGone: boolean };
