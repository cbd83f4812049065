import type { Instant } from "../../platform/rules/time.ts";

/** How somebody can be kept posted; the words of the public contract. */
export const SUBSCRIBER_KINDS = ["email", "push", "webhook", "slack"] as const;
export type SubscriberKind = (typeof SUBSCRIBER_KINDS)[number];

export const SUBSCRIBER_STATES = ["unconfirmed", "active"] as const;

/** One who is kept posted. What reaches them is kept apart, sealed. */
export interface Subscriber {
	id: string;
	kind: SubscriberKind;
	state: (typeof SUBSCRIBER_STATES)[number];
	/** Null: everything on the page. */
	componentIds: string[] | null;
	createdAt: Instant;
	confirmedAt: Instant | null;
	/** Messages in a row that were not delivered. */
	failures: number;
	failingSince: Instant | null;
}

/** A receiver that says yes to our question has confirmed. A mailbox says nothing: its reader presses a button. */
export const confirmsByAnswer = (kind: SubscriberKind): boolean => kind !== "email";

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

/** What of an address an admin reads in a list: a mailbox as it is, of a URL only its origin, since the rest is a secret. */
export function readableTarget(kind: SubscriberKind, target: string): string {
	if (kind === "email") return target;
	return `${/^https?:\/\/[^/?#]+/i.exec(target)?.[0] ?? ""}/…`;
}
