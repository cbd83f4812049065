import type { Accounts } from "../paging/channels/accounts.ts";
import { SUBSCRIBER_KINDS, type SubscriberKind } from "./rules/subscription.ts";

/** What this instance can send. A browser needs a worker of its own, which the status page does not have. */
export function possibleKinds({ email }: Accounts): SubscriberKind[] {
	return SUBSCRIBER_KINDS.filter((kind) => kind !== "push" && (kind !== "email" || email !== null));
}

export const KIND_WORDS: Record<SubscriberKind, string> = {
	email: "Email",
	push: "Browser notifications",
	webhook: "Webhook",
	slack: "Slack",
};
