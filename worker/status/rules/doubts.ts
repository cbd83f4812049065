import type { Doubt } from "../../monitoring/rules/standing.ts";
import type { Instant } from "../../platform/rules/time.ts";

/** What may not be claimed, by component. */
export interface Doubts {
	of: Record<string, Doubt>;
	/** The components that are checked automatically. */
	checked: string[];
	/** Set when the whole is of the past: nothing is known after this instant. */
	lateSince: Instant | null;
}

export const NO_DOUBTS: Doubts = { of: {}, checked: [], lateSince: null };
