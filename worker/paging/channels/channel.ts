import type { Notice, PageMessage } from "../rules/payload.ts";

/** What the rules may know of a channel. They ask for a trait and never for a kind. */
export interface ChannelTraits {
	/**
	 * How we learn that a page arrived: the device sends a receipt, the answer to the request is the arrival, or nobody
	 * ever tells. Only who sends receipts is waited for, called unconfirmed, and called again when nobody answers.
	 */
	arrival: "receipt" | "answer" | "untold";
	/** May what is sent hold the page's token? Whoever reads it there acknowledges in the person's name. */
	carriesToken: boolean;
	/** A new address is paged only after somebody has made it active. */
	needsVerification: boolean;
}

/** An address as the API takes it: every kind has one of these fields. */
export interface GivenAddress {
	subscription: PushSubscription;
	url: string;
	address: string;
}
export type AddressField = keyof GivenAddress;

export interface PushSubscription {
	endpoint: string;
	keys: { p256dh: string; auth: string };
}

/** What everybody may read of an address: no key and no secret, of a push endpoint only the host. */
export interface ReadableAddress {
	endpointHost: string | null;
	url: string | null;
	address: string | null;
}

/** How the address of one kind is taken and kept. `Kept` is what `keep` made: it is stored sealed, as JSON. */
export interface AddressForm<Field extends AddressField = AddressField, Kept = unknown> {
	/** Where the wire has it: the other fields are refused. */
	field: Field;
	/** Where what is sent will go. One that we may not call is refused when it is saved. */
	destination?(given: GivenAddress[Field]): Destination;
	/**
	 * `before` is null for a new method, and for one whose address does not open any more. `newSecret` makes a signing
	 * secret as Standard Webhooks spells it.
	 */
	keep(given: GivenAddress[Field], before: Kept | null, newSecret: () => string): Kept;
	readable(kept: Kept): Partial<ReadableAddress>;
	/** Names the device behind it: one that registers again keeps its row, and is active again. */
	device?(kept: Kept): string;
	/** Shown once, to who made the method. */
	secrets?(kept: Kept): Record<string, string>;
	/** Stands in for an address that was not given. */
	ofAccount?(user: { email: string }): GivenAddress[Field];
}

/** One way to reach somebody: a folder that is called like its kind. Pure: it says what leaves, and `sending/` sends it. */
export interface Channel<Field extends AddressField = AddressField, Kept = unknown>
	extends AddressForm<Field, Kept> {
	traits: ChannelTraits;
	page(kept: Kept, message: PageMessage): Ask;
	/** The same for what nobody has to answer. A channel without it carries no reminders. */
	notice?(kept: Kept, notice: Notice): Ask;
}

/** Where a request goes, by the way that it will take. */
export type Destination = { by: "http"; url: string } | { by: "web-push"; subscription: PushSubscription };

/**
 * One request to be sent. Whatever takes it, 404 and 410 say that the address will never work again; 408, 429 and 5xx
 * are worth a retry.
 */
export type Ask = HttpAsk | PushAsk;

/** A POST to a public https address. */
export interface HttpAsk {
	by: "http";
	url: string;
	headers: Record<string, string>;
	/** Made at the instant at which the request leaves: RFC 3339. */
	body(leavesAt: string): string;
	/** Signs the body by Standard Webhooks. Attempts of one page carry one `id`. */
	signature?: { id: string; secret: string };
}

/** A message for a browser, encrypted on the way. */
export interface PushAsk {
	by: "web-push";
	subscription: PushSubscription;
	payload: string;
	ttlSeconds: number;
	urgency: "high" | "normal";
	/** A newer push about the same replaces one that the push service still holds. */
	subject: string;
}
