import type { PublicIncident } from "../incidents/rules/public-view.ts";
import type { PublicMaintenance } from "../maintenance/rules/public-maintenance.ts";
import type { Choice, Subscriber, SubscriberKind } from "./rules/subscription.ts";

export interface Wish extends Choice {
	kind: SubscriberKind;
	/** A mailbox or a URL, in its one spelling; of a browser its `PushSubscription` as JSON. */
	target: string;
	/** Null: not only one. */
	incidentId: string | null;
}

/** As an admin reads it. */
export interface ShownSubscriber extends Subscriber {
	readable: string;
}

export interface SubscriberCounts {
	active: number;
	unconfirmed: number;
	/** Messages that are not delivered yet. */
	waiting: number;
}

/** One (`idFromName("subscribers")`): who is kept posted, and what is still to be sent to them. */
export interface SubscribersRpc {
	/**
	 * An incident's newest public view. Answers when what is new in it is queued; true while something of it waits to be
	 * sent, so that whoever tells asks again, and finds an alarm that was lost. `knownAs` is another id where the public
	 * of that incident reads on in this one: those who follow it come along.
	 */
	hear(incident: PublicIncident, knownAs: string): Promise<boolean>;
	/** The same of a maintenance, as it stands now. */
	hearMaintenance(maintenance: PublicMaintenance): Promise<boolean>;
	/**
	 * Queues the question whether they want this. Nothing in the answer says whether they are known. `full`: no more are
	 * taken on.
	 */
	subscribe(wish: Wish): Promise<"taken" | "full">;
	/** Null when there is no such subscriber any more. */
	read(id: string): Promise<Subscriber | null>;
	/** Again changes nothing. */
	confirm(id: string): Promise<Subscriber | null>;
	choose(id: string, choice: Choice): Promise<Subscriber | null>;
	/** Nothing leaves for them afterwards but what is on its way. Null when there was none. */
	remove(id: string): Promise<Subscriber | null>;
	/** Everything of a mailbox that takes no mail any more. Answers how many subscriptions that were. */
	removeMailbox(mailbox: string): Promise<number>;
	/** Newest first; `before` is the last id of the page before. */
	list(page: { limit: number; before: string | null }): Promise<ShownSubscriber[]>;
	counts(): Promise<SubscriberCounts>;
	/** Tidies, and sees to it that the alarm is set. */
	tick(): Promise<void>;
}
