import type { PhoneKind } from "../../platform/rules/phone-limits.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { Notice, PageMessage } from "../rules/payload.ts";
import type { SendOutcome } from "../rules/send-outcome.ts";
import type { Accounts } from "./accounts.ts";
import type { Button } from "./button.ts";

/** What the rules may know of a channel. They ask for a trait and never for a kind. */
export interface ChannelTraits {
	/**
	 * How we learn that a page arrived: the device sends a receipt, the answer to the request is the arrival, or nobody
	 * tells in time. Only who sends receipts is waited for, called unconfirmed, and called again when nobody answers.
	 */
	arrival: "receipt" | "answer" | "untold";
	/** May what is sent hold the page's token? Whoever reads it there acknowledges in the person's name. */
	carriesToken: boolean;
	/**
	 * What makes a new address active: nothing, an admin, or a code that is sent there and read back. An admin may
	 * always do it.
	 */
	verification: "none" | "admin" | "code";
	/** What was sent makes itself heard again and again, until its reader or a notice that it is void ends that. */
	repeats?: true;
	/** It rings or costs each time: in a storm it is used once a minute at most. */
	isRare?: true;
	/** A machine reads it: each page goes there by itself, however many there are. */
	takesEach?: true;
	/** A person has one message about an incident there: it is edited, and what comes after stands below it. */
	keepsThread?: true;
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
	/** What is wrong with its spelling, as a predicate ("must be …"); null for one that may be right. */
	wrong?(given: GivenAddress[Field]): string | null;
	/**
	 * `before` is null for a new method, and for one whose address does not open any more. `newSecret` makes a signing
	 * secret as Standard Webhooks spells it.
	 */
	keep(given: GivenAddress[Field], before: Kept | null, newSecret: () => string): Kept;
	readable(kept: Kept): Partial<ReadableAddress>;
	/** Names the device behind it: one that registers again keeps its row, and is active again. */
	device?(kept: Kept): string;
	/** A number whose replies count for its person: it is active for one method of all people at a time. */
	number?(kept: Kept): string;
	/** Shown once, to who made the method. */
	secrets?(kept: Kept): Record<string, string>;
	/** Stands in for an address that was not given. */
	ofAccount?(user: { email: string }): GivenAddress[Field];
}

/** One way to reach somebody: a folder that is called like its kind. Pure: it says what leaves, and `sending/` sends it. */
export interface Channel<Field extends AddressField = AddressField, Kept = unknown>
	extends AddressForm<Field, Kept> {
	traits: ChannelTraits;
	/** For a channel that sends by an account of the instance: is there one? Without it nothing has to be set up. */
	isSetUp?(accounts: Accounts): boolean;
	/** Null: what it sends by is not set up. */
	page(kept: Kept, message: PageMessage, accounts: Accounts): Ask | null;
	/** The same for what nobody has to answer. A channel without it carries no reminders. */
	notice?(kept: Kept, notice: Notice, accounts: Accounts): Ask | null;
	/** Asked of the provider before a code leaves, where it has to know of us first. Asking again changes nothing. */
	prepareCode?(accounts: Accounts): Ask | null;
	/** The same for the code that proves an address. Every channel whose `verification` is "code" has it. */
	code?(kept: Kept, code: CodeMessage, accounts: Accounts): Ask | null;
	/** Every channel with the trait `keepsThread` has it, and its pages answer their place. */
	thread?: Thread<Kept>;
}

/** One message about an incident in one place. None of these is a page. */
export interface Thread<Kept> {
	edit(place: string, message: StandingMessage, accounts: Accounts): Ask | null;
	/** In place of one that is lost. */
	anew(kept: Kept, message: StandingMessage, accounts: Accounts): Ask | null;
	/** A word below it. Another place in its answer: there is no message any more. */
	say(place: string, word: Word, accounts: Accounts): Ask | null;
	/** Was this word said? It is when the answer has a place. */
	find(place: string, word: Word, accounts: Accounts): Ask | null;
	/** True for the reason of a request about a message that is lost: it was deleted, or is not to be edited any more. */
	isLost(reason: string): boolean;
}

/** What people should read below an incident's message. */
export interface Word {
	/** The same for every try. */
	id: string;
	text: string;
	/** It was not said before. */
	at: Instant;
}

/** An incident as it stands. */
export interface StandingMessage {
	title: string;
	body: string;
	/** "Acknowledged by Bo". */
	state: string;
	/** Its buttons answer this page; null: nobody has to answer. */
	page: Omit<Button, "act"> | null;
	navigate: string;
}

/** A code that its reader types in to prove that an address is theirs. */
export interface CodeMessage {
	code: string;
	/** Names the sending of this one code: the same for every try. */
	codeId: string;
	validMinutes: number;
	/** Where it is typed in. */
	navigate: string;
}

/** Where a request goes, by the way that it will take. */
export type Destination = { by: "http"; url: string } | { by: "web-push"; subscription: PushSubscription };

/**
 * One request to be sent. Whatever takes it, 404 and 410 say that the address will never work again; 408, 429 and 5xx
 * are worth a retry.
 */
export type Ask = HttpAsk | PushAsk | MailAsk;

/** A POST to a public https address. */
export interface HttpAsk {
	by: "http";
	url: string;
	headers: Record<string, string>;
	/** Made at the instant at which the request leaves: RFC 3339. */
	body(leavesAt: string): string;
	/** Signs the body by Standard Webhooks. Attempts of one page carry one `id`. */
	signature?: { id: string; secret: string };
	/** It costs money by the piece: it leaves only within the limits, and is counted. `segments` of a text. */
	meter?: { kind: PhoneKind; number: string; segments: number };
	/**
	 * What an answer means where its status alone does not say it; null where it does. A provider's account answers for
	 * many people: what is wrong with the account must never turn off their methods.
	 */
	judge?(status: number, body: string): Exclude<SendOutcome, { kind: "accepted" }> | null;
	/** The same by another provider, within the same attempt, where this one refuses or does not answer. */
	otherwise?: HttpAsk;
	/** Where the message is by this answer, so that it can be edited; null: nowhere that is known. */
	placeOf?(body: string): string | null;
}

/** A mail by the platform's own binding. */
export interface MailAsk {
	by: "mail-binding";
	mail: Mail;
}

export interface Mail {
	from: string;
	to: string;
	subject: string;
	text: string;
	html: string;
	headers: Record<string, string>;
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
