import type { MethodKind } from "../../people/rules/person.ts";
import type { ChannelTraits } from "./channel.ts";

/** Of every channel that is built, what the rules may know. The app reads this, and not the channels themselves. */
export const TRAITS = {
	push: { arrival: "receipt", carriesToken: true, verification: "none" },
	email: { arrival: "untold", carriesToken: true, verification: "code" },
	telegram: { arrival: "untold", carriesToken: true, verification: "code" },
	slack: { arrival: "untold", carriesToken: true, verification: "code", keepsThread: true },
	pushover: { arrival: "untold", carriesToken: true, verification: "code", repeats: true },
	sms: { arrival: "untold", carriesToken: true, verification: "code", isRare: true },
	voice: { arrival: "untold", carriesToken: true, verification: "code", isRare: true },
	ntfy: { arrival: "untold", carriesToken: true, verification: "admin" },
	discord: { arrival: "untold", carriesToken: false, verification: "admin" },
	teams: { arrival: "untold", carriesToken: false, verification: "admin" },
	webhook: { arrival: "answer", carriesToken: true, verification: "none", takesEach: true },
} as const satisfies Partial<Record<MethodKind, ChannelTraits>>;

/** Null for a kind that no channel is built for. */
export function traitsOf(kind: MethodKind): ChannelTraits | null {
	return (TRAITS as Partial<Record<MethodKind, ChannelTraits>>)[kind] ?? null;
}

/** True for a kind whose phones show a page until they are told that nobody has to answer it any more. */
export function showsUntilTold(kind: MethodKind): boolean {
	return sendsReceipts(kind) || traitsOf(kind)?.repeats === true;
}

export function sendsReceipts(kind: MethodKind): boolean {
	return traitsOf(kind)?.arrival === "receipt";
}
