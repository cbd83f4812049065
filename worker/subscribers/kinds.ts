import type { Accounts } from "../paging/channels/accounts.ts";
import { SUBSCRIBER_KINDS, type SubscriberKind } from "./rules/subscription.ts";

/** What this instance can send. */
export function possibleKinds({ email }: Accounts): SubscriberKind[] {
	return SUBSCRIBER_KINDS.filter((kind) => kind !== "email" || email !== null);
}

/** What a form without a script can ask for: a browser has a page of its own. */
export const typedKinds = (accounts: Accounts): SubscriberKind[] =>
	possibleKinds(accounts).filter((kind) => kind !== "push");

export const KIND_WORDS: Record<SubscriberKind, string> = {
	email: "Email",
	push: "Browser notifications",
	webhook: "Webhook",
	slack: "Slack",
};
