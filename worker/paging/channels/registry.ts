/** Every channel that is built. To add one is to add it here: the rules, the API and the pager follow. */
import type { MethodKind } from "../../people/rules/person.ts";
import type { Accounts } from "./accounts.ts";
import type { AddressForm, Channel } from "./channel.ts";
import { discord } from "./discord/channel.ts";
import { email } from "./email/channel.ts";
import { ntfy } from "./ntfy/channel.ts";
import { oneLine } from "./one-line.ts";
import { push } from "./push/channel.ts";
import { pushover } from "./pushover/channel.ts";
import { slack } from "./slack/channel.ts";
import { sms } from "./sms/channel.ts";
import { teams } from "./teams/channel.ts";
import { telegram } from "./telegram/channel.ts";
import type { TRAITS } from "./traits.ts";
import { voice } from "./voice/channel.ts";
import { webhook } from "./webhook/channel.ts";

const CHANNELS: Record<keyof typeof TRAITS, Channel> = {
	push,
	email,
	telegram,
	slack,
	ntfy,
	pushover,
	sms,
	voice,
	discord,
	teams,
	webhook,
};

/** Null for a kind that no channel is built for: nobody is reached by it. */
export function channelOf(kind: MethodKind): Channel | null {
	return (CHANNELS as Partial<Record<MethodKind, Channel>>)[kind] ?? null;
}

export function hasChannel(kind: MethodKind): boolean {
	return channelOf(kind) !== null;
}

/** False for a kind whose provider's account the settings of this instance do not name: nothing can be sent by it. */
export function isSetUp(kind: MethodKind, accounts: Accounts): boolean {
	const channel = channelOf(kind);
	return channel !== null && (channel.isSetUp?.(accounts) ?? true);
}

/** How an address of this kind is taken and kept, whether a channel is built for it or not. */
export function addressFormOf(kind: MethodKind): AddressForm {
	return channelOf(kind) ?? oneLine;
}
