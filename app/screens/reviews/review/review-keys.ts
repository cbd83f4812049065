/** The keyboard's part of a review: pure, so that every key can be tried without a browser. */
import type { SectionName } from "../../../../worker/reviews/rules/review.ts";
import type { KeyHelp } from "../../../state/shortcuts.ts";

export type ReviewKey = "next" | "previous" | "write" | "leave" | "finish";

export const REVIEW_KEY_HELP: KeyHelp[] = [
	{ keys: ["j", "↓"], does: "Next section" },
	{ keys: ["k", "↑"], does: "Previous section" },
	{ keys: ["e", "Enter"], does: "Write in this section" },
	{ keys: ["f"], does: "To what finishes it: approve, publish" },
	{ keys: ["Esc"], does: "Leave the text" },
	{ keys: ["Ctrl Enter"], does: "From a text to the next section’s" },
];

interface Press {
	key: string;
	ctrlKey: boolean;
	metaKey: boolean;
	altKey: boolean;
}

const OUTSIDE: Record<string, ReviewKey> = {
	...{ j: "next", ArrowDown: "next", k: "previous", ArrowUp: "previous" },
	...{ e: "write", Enter: "write", f: "finish" },
};

/** What a key means here; null for none. While somebody writes, all but two belong to the text. */
export function reviewKey(press: Press, isTyping: boolean): ReviewKey | null {
	const { key, ctrlKey, metaKey, altKey } = press;
	if (isTyping) {
		if (key === "Escape") return "leave";
		return key === "Enter" && (ctrlKey || metaKey) ? "next" : null;
	}
	return ctrlKey || metaKey || altKey ? null : (OUTSIDE[key] ?? null);
}

/** The section beside this one; the first or the last where none is chosen, and the same at the ends. */
export function besides(names: readonly SectionName[], here: SectionName | undefined, step: 1 | -1) {
	const at = here === undefined ? -1 : names.indexOf(here);
	return names[Math.max(0, Math.min(names.length - 1, at + step))] ?? "summary";
}
