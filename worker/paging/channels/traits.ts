import type { MethodKind } from "../../people/rules/person.ts";
import type { ChannelTraits } from "../rules/channel-traits.ts";
import { pushTraits } from "./push/traits.ts";
import { webhookTraits } from "./webhook/traits.ts";

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
