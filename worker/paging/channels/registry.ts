/** Every channel that is built. To add one is to add it here: the rules, the API and the pager follow. */
import type { MethodKind } from "../../people/rules/person.ts";
import type { AddressForm, Channel, ChannelTraits } from "./channel.ts";
import { discord } from "./discord/channel.ts";
import { emailAddress } from "./email/address.ts";
import { ntfy } from "./ntfy/channel.ts";
import { oneLine } from "./one-line.ts";
import { push } from "./push/channel.ts";
import { teams } from "./teams/channel.ts";
import { webhook } from "./webhook/channel.ts";

const CHANNELS: Partial<Record<MethodKind, Channel>> = {
	push,
	ntfy,
	discord,
	teams,
	webhook,
};

/** Kinds that nothing is sent by yet, whose address is more than a line. */
const ADDRESSES: Partial<Record<MethodKind, AddressForm>> = { email: emailAddress };

/** Null for a kind that no channel is built for: nobody is reached by it. */
export function channelOf(kind: MethodKind): Channel | null {
	return CHANNELS[kind] ?? null;
}

export function hasChannel(kind: MethodKind): boolean {
	return channelOf(kind) !== null;
}

export function traitsOf(kind: MethodKind): ChannelTraits | null {
	return channelOf(kind)?.traits ?? null;
}

export function sendsReceipts(kind: MethodKind): boolean {
	return traitsOf(kind)?.arrival === "receipt";
}

/** How an address of this kind is taken and kept, whether a channel is built for it or not. */
export function addressFormOf(kind: MethodKind): AddressForm {
	return channelOf(kind) ?? ADDRESSES[kind] ?? oneLine;
}
