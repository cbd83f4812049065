import type { ProposedAction } from "./findings.ts";

interface Decided {
	/** Items of the incident: one that took a proposal over, or says the same, settles it. */
	items: readonly { text: string; proposal: string | null }[];
	/** The texts of those that somebody dismissed. */
	dismissed: readonly string[];
}

/** The proposals that nobody has decided about: neither taken over by an item nor dismissed. In their order. */
export function undecided(all: readonly ProposedAction[], { items, dismissed }: Decided): ProposedAction[] {
	const isTaken = (text: string) => items.some((item) => item.proposal === text || item.text === text);
	return all.filter(({ text }) => !isTaken(text) && !dismissed.includes(text));
}

/** The same again changes nothing; the latest stands last. */
export const dismissing = (dismissed: readonly string[], text: string): string[] =>
	dismissed.includes(text) ? [...dismissed] : [...dismissed, text];

/** Takes a dismissal back; where there is none, nothing changes. */
export const proposingAgain = (dismissed: readonly string[], text: string): string[] =>
	dismissed.filter((one) => one !== text);
