import { days, type Instant } from "../../platform/rules/time.ts";

/** How somebody can be kept posted; the words of the public contract. */
export const SUBSCRIBER_KINDS = ["email", "push", "webhook", "slack"] as const;
export type SubscriberKind = (typeof SUBSCRIBER_KINDS)[number];

export const SUBSCRIBER_STATES = ["unconfirmed", "active"] as const;

/** How often they are told: of each update, or once a day or a week of all there were. */
export const FREQUENCIES = ["each", "daily", "weekly"] as const;
export type Frequency = (typeof FREQUENCIES)[number];
export type DigestFrequency = Exclude<Frequency, "each">;

/** What they want to be told. */
export interface Choice {
	/** Null: everything on the page. */
	componentIds: string[] | null;
	frequency: Frequency;
}

/** One who is kept posted. What reaches them is kept apart, sealed. */
export interface Subscriber extends Choice {
	id: string;
	kind: SubscriberKind;
	state: (typeof SUBSCRIBER_STATES)[number];
	/** Only this incident, each update of it, until it is over. Null: whatever their choice names. */
	incidentId: string | null;
	createdAt: Instant;
	confirmedAt: Instant | null;
	/** When it ends by itself: only one of one incident does. */
	endsAt: Instant | null;
	/** Messages in a row that were not delivered. */
	failures: number;
	failingSince: Instant | null;
}

/** An incident may be reopened: who follows it hears of that for so long after its end. */
export const ENDED_MS = days(1);
/** And for so long at most, whatever becomes of it. */
export const LONGEST_MS = days(90);

/** A receiver that says yes to our question has confirmed. A mailbox says nothing: its reader presses a button. */
export const confirmsByAnswer = (kind: SubscriberKind): boolean => kind !== "email";

/**
 * Mailboxes and URLs are known to others, who may type them in. Where a browser's pushes go only the browser itself can
 * say: whoever asks for it chooses for it, as often as they like.
 */
export const asksForItself = (kind: SubscriberKind): boolean => kind === "push";

/**
 * The one spelling of an address, so that nobody is told twice because of capitals or spaces. The part of a mailbox before
 * the `@` stays as it is.
 */
export function tidyTarget(kind: SubscriberKind, target: string): string {
	const text = target.trim();
	if (kind !== "email") return text;
	const at = text.lastIndexOf("@");
	return at < 0 ? text : `${text.slice(0, at)}@${text.slice(at + 1).toLowerCase()}`;
}

/** What makes two addresses the same: a mailbox whatever its capitals, a browser by where its pushes go. */
export function sameTarget(kind: SubscriberKind, target: string): string {
	if (kind === "email") return target.toLowerCase();
	return kind === "push" ? browserOf(target).endpoint : target;
}

/** A browser is kept as its `PushSubscription`, in JSON. */
export const browserOf = (target: string): { endpoint: string; keys: { p256dh: string; auth: string } } =>
	JSON.parse(target);

/** What of an address an admin reads in a list: a mailbox as it is, of a URL only its origin, since the rest is a secret. */
export function readableTarget(kind: SubscriberKind, target: string): string {
	if (kind === "email") return target;
	const url = kind === "push" ? browserOf(target).endpoint : target;
	return `${/^https?:\/\/[^/?#]+/i.exec(url)?.[0] ?? ""}/…`;
}
