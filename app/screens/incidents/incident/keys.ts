/** The keyboard's part of the incident screen: pure, so that every key can be tried without a browser. */
import type { KeyHelp } from "../../../state/shortcuts.ts";

export type SheetKey =
	| "note"
	| "escalate"
	| "severity"
	| "update"
	| "responders"
	| "snooze"
	| "handOver"
	| "triage"
	| "more";
export type KeyAct = "next" | "previous" | "acknowledge" | "resolve" | SheetKey;

const ACTS: Record<string, KeyAct> = {
	j: "next",
	ArrowDown: "next",
	k: "previous",
	ArrowUp: "previous",
	a: "acknowledge",
	r: "resolve",
	n: "note",
	e: "escalate",
	s: "severity",
	t: "triage",
	u: "update",
	p: "responders",
	z: "snooze",
	h: "handOver",
	m: "more",
};

export const KEY_HELP: KeyHelp[] = [
	{ keys: ["j", "↓"], does: "Next incident" },
	{ keys: ["k", "↑"], does: "Previous incident" },
	{ keys: ["a"], does: "Acknowledge" },
	{ keys: ["r"], does: "Verify and resolve (press twice)" },
	{ keys: ["n"], does: "Add a note" },
	{ keys: ["e"], does: "Escalate now" },
	{ keys: ["t"], does: "Triage" },
	{ keys: ["s"], does: "Change severity" },
	{ keys: ["u"], does: "Post public update" },
	{ keys: ["p"], does: "Page someone in" },
	{ keys: ["h"], does: "Reassign" },
	{ keys: ["z"], does: "Snooze" },
	{ keys: ["m"], does: "More actions" },
];

interface Press {
	key: string;
	ctrlKey: boolean;
	metaKey: boolean;
	altKey: boolean;
	repeat: boolean;
}

/** What a key means here, null for none: keys with a modifier are the browser's, a held key acts once. */
export function keyAct(press: Press): KeyAct | null {
	if (press.ctrlKey || press.metaKey || press.altKey) return null;
	const act = ACTS[press.key] ?? null;
	const moves = act === "next" || act === "previous";
	return press.repeat && !moves ? null : act;
}

/** The neighbour in the list, null at its ends or when the list does not hold the present one's neighbour. */
export function neighbour(ids: string[], present: string, step: 1 | -1): string | null {
	const at = ids.indexOf(present);
	if (at < 0) return ids[0] ?? null;
	return ids[at + step] ?? null;
}
