import type { MethodKind } from "../../people/rules/person.ts";
import type { AddressForm, Channel } from "./channel.ts";
import { emailAddress } from "./email/address.ts";
import { oneLine } from "./one-line.ts";
import { push } from "./push/channel.ts";
import { type ChannelKind, hasChannel } from "./traits.ts";
import { webhook } from "./webhook/channel.ts";

const CHANNELS: Record<ChannelKind, Channel> = { push, webhook };

/** Kinds that nothing is sent by yet, whose address is more than a line. */
const ADDRESSES: Partial<Record<MethodKind, AddressForm>> = { email: emailAddress };

export function channelOf(kind: MethodKind): Channel | null {
	return hasChannel(kind) ? CHANNELS[kind] : null;
}

export function addressFormOf(kind: MethodKind): AddressForm {
	return channelOf(kind) ?? ADDRESSES[kind] ?? oneLine;
}
