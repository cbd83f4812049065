import { NOT_SENT } from "../../../worker/platform/rules/phrases.ts";
import type { StepKind } from "../../../worker/runbooks/rules/runbook.ts";
import { timeToSecond } from "../../state/words.ts";
import type { Said } from "./on-incident.ts";

export const KINDS: Record<StepKind, { name: string; about: string }> = {
	check: { name: "Check", about: "Something to look at" },
	command: { name: "Command", about: "Something to run" },
	decision: { name: "Decision", about: "A choice" },
	remediation: { name: "Remediation", about: "Tocsin runs it for you" },
};

export const KIND_OPTIONS = (Object.keys(KINDS) as StepKind[]).map((value) => ({
	value,
	name: KINDS[value].name,
}));

/** "Done by you at 03:16:40", "Didn’t work, Bo, 03:18:10". */
export function saidWords({ isKept, ...said }: Said, meId: string | undefined): string {
	return isKept ? `${plainWords(said, meId)}. ${NOT_SENT}.` : plainWords(said, meId);
}

function plainWords({ state, choice, by, at }: Said, meId: string | undefined): string {
	const who = by.kind === "user" && by.id === meId ? "you" : by.name;
	const time = timeToSecond(at);
	if (state === "did-not-work") return `Didn’t work for ${who} at ${time}`;
	if (state === "skipped") return `Skipped by ${who} at ${time}`;
	return `${choice ? `${choice}: chosen` : "Done"} by ${who} at ${time}`;
}

/** What is usually said, in one tap. */
export const WHY: Record<"skipped" | "did-not-work", readonly string[]> = {
	"did-not-work": ["The command failed", "No effect", "Worked, then came back", "I had no access"],
	skipped: ["Does not apply here", "Done already", "Too risky now", "I had no access"],
};
