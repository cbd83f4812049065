/** What the rules may know of a channel. They ask for a trait and never for a kind. */
import type { MethodKind } from "../../people/rules/person.ts";
import { pushTraits } from "./push/traits.ts";
import { webhookTraits } from "./webhook/traits.ts";

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

/** Every channel that is built. */
const TRAITS = { push: pushTraits, webhook: webhookTraits } satisfies Partial<
	Record<MethodKind, ChannelTraits>
>;
export type ChannelKind = keyof typeof TRAITS;

/** Null for a kind that no channel is built for: nobody is reached by it. */
export function traitsOf(kind: MethodKind): ChannelTraits | null {
	return hasChannel(kind) ? TRAITS[kind] : null;
}

export function hasChannel(kind: MethodKind): kind is ChannelKind {
	return Object.hasOwn(TRAITS, kind);
}

export function sendsReceipts(kind: MethodKind): boolean {
	return traitsOf(kind)?.arrival === "receipt";
}
